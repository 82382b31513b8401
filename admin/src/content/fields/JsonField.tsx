import { Textarea } from "@mantine/core";
import { useState } from "react";

import { labelOf } from "../model";
import { rulesOf } from "./describe";
import { type FieldProps, useComplaint } from "./form";
import classes from "./JsonField.module.css";

/** JSON as a text, looked at when the field is left. */
export function JsonField({ attribute, path, value, readOnly, onChange }: FieldProps<string | undefined>) {
  const [wrong, setWrong] = useState<string>();
  const complaint = useComplaint(path);
  const text = value ?? "";
  const isBlocks = attribute.type === "BLOCKS";

  return (
    <Textarea
      label={labelOf(attribute.name)}
      description={rulesOf(attribute) ?? (isBlocks ? "Blocks, as JSON" : "JSON")}
      withAsterisk={attribute.required}
      value={text}
      readOnly={readOnly}
      variant={readOnly ? "filled" : "default"}
      rows={Math.min(Math.max(text.split("\n").length, 3), 16)}
      resize="vertical"
      spellCheck={false}
      classNames={{ input: classes.json }}
      error={complaint ?? wrong}
      onChange={(event) => {
        setWrong(undefined);
        onChange(event.currentTarget.value);
      }}
      onBlur={() => setWrong(problemOf(text))}
    />
  );
}

function problemOf(text: string): string | undefined {
  if (text.trim() === "") {
    return undefined;
  }
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}`;
  }
}
