import { Button } from "@mantine/core";
import { useState } from "react";

import { Icon } from "./Icon";

/** A button that puts a text into the clipboard, and says that it did. */
export function CopyText({ text, label = "Copy" }: { text: string; label?: string }) {
  const [outcome, setOutcome] = useState<"" | "Copied" | "Select and copy it by hand">("");

  async function copy() {
    // Browsers have a clipboard where the page came over HTTPS or from this machine.
    const clipboard = (navigator as Partial<Navigator>).clipboard;
    const copied =
      clipboard &&
      (await clipboard.writeText(text).then(
        () => true,
        () => false,
      ));
    setOutcome(copied ? "Copied" : "Select and copy it by hand");
  }

  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon name={outcome === "Copied" ? "check" : "copy"} size={16} />}
      onClick={() => void copy()}
      onBlur={() => setOutcome("")}
    >
      <span aria-live="polite">{outcome || label}</span>
    </Button>
  );
}
