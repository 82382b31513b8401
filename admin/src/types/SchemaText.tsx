import { Textarea } from "@mantine/core";
import { useState } from "react";

import { type Definition, parsed } from "./definition";

type Props = {
  definition: Definition;
  readOnly: boolean;
  onChange: (definition: Definition) => void;
  /** Told whether what was typed can be read. */
  onBroken: (broken: boolean) => void;
};

/** The text of the schema file, which becomes the definition as soon as it can be read. */
export function SchemaText({ definition, readOnly, onChange, onBroken }: Props) {
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2));
  const read = parsed(text);

  function type(next: string) {
    setText(next);
    const outcome = parsed(next);
    onBroken(typeof outcome === "string");
    if (typeof outcome !== "string") {
      onChange(outcome);
    }
  }

  return (
    <Textarea
      aria-label="schema.json"
      rows={24}
      value={text}
      readOnly={readOnly}
      spellCheck={false}
      error={typeof read === "string" ? read : undefined}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.85rem" } }}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
