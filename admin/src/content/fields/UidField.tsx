import { Button, TextInput } from "@mantine/core";

import { labelOf } from "../model";
import type { Values } from "../values";
import { rulesOf } from "./describe";
import { type FieldProps, useComplaint } from "./form";
import classes from "./UidField.module.css";

/** A text for addresses, which can be made from another attribute. */
export function UidField({ attribute, path, value, readOnly, siblings, onChange }: UidProps) {
  const source = attribute.targetField;
  const from = source ? siblings[source] : undefined;
  return (
    <div className={classes.line}>
      <TextInput
        className={classes.input}
        label={labelOf(attribute.name)}
        description={rulesOf(attribute)}
        withAsterisk={attribute.required}
        value={value ?? ""}
        readOnly={readOnly}
        variant={readOnly ? "filled" : "default"}
        error={useComplaint(path)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {source && !readOnly && (
        <Button variant="default" disabled={!from} onClick={() => onChange(slugOf(from))}>
          Make from {labelOf(source).toLowerCase()}
        </Button>
      )}
    </div>
  );
}

type UidProps = FieldProps<string | undefined> & { siblings: Values };

const LONGEST = 255;

function slugOf(value: Values[string]): string {
  const text = typeof value === "string" ? value : "";
  const plain = text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .replaceAll("ß", "ss");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST);
}
