import { PasswordInput, Textarea, TextInput, type TextInputProps } from "@mantine/core";

import { type Attribute, labelOf } from "../model";
import { rulesOf } from "./describe";
import { type FieldProps, useComplaint } from "./form";

const ROWS: Partial<Record<Attribute["type"], number>> = { TEXT: 3, RICHTEXT: 10 };

/** The input of everything that is written as one text: words, numbers, moments, passwords. */
export function TextField({ attribute, path, value, readOnly, onChange }: FieldProps<string | undefined>) {
  const error = useComplaint(path);
  const shared = {
    label: labelOf(attribute.name),
    description: rulesOf(attribute),
    withAsterisk: attribute.required,
    value: value ?? "",
    readOnly,
    variant: readOnly ? "filled" : "default",
    error,
  };
  const rows = ROWS[attribute.type];

  if (attribute.type === "PASSWORD") {
    return (
      <PasswordInput
        {...shared}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": `Show ${shared.label}` }}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    );
  }
  if (rows) {
    return (
      <Textarea
        {...shared}
        description={attribute.type === "RICHTEXT" ? (shared.description ?? "In Markdown") : shared.description}
        rows={rows}
        resize="vertical"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      {...kindOf(attribute.type, value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What the browser is told of a text, so that it offers fitting keys and pickers. */
function kindOf(type: Attribute["type"], value: string): TextInputProps {
  const step = value.includes(".") ? "0.001" : "1";
  switch (type) {
    case "EMAIL":
      return { type: "email", autoComplete: "off" };
    case "INTEGER":
    case "BIGINTEGER":
      return { inputMode: "numeric", maw: 240 };
    case "FLOAT":
    case "DECIMAL":
      return { inputMode: "decimal", maw: 240 };
    case "DATE":
      return { type: "date", maw: 240 };
    case "TIME":
      return { type: "time", step, maw: 240 };
    case "DATETIME":
    case "TIMESTAMP":
      return { type: "datetime-local", step, maw: 320 };
    default:
      return {};
  }
}
