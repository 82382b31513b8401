import { NativeSelect } from "@mantine/core";

import { labelOf } from "../model";
import { rulesOf } from "./describe";
import { type FieldProps, useComplaint } from "./form";

/** One of several words. */
export function EnumerationField({ attribute, path, value, readOnly, onChange }: FieldProps<string | undefined>) {
  const members = attribute.members.map((member) => ({ value: member.name, label: member.value }));
  return (
    <NativeSelect
      label={labelOf(attribute.name)}
      description={rulesOf(attribute)}
      withAsterisk={attribute.required}
      data={[{ value: "", label: "–" }, ...members]}
      value={value ?? ""}
      disabled={readOnly}
      error={useComplaint(path)}
      maw={320}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
