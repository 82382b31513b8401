import { Button, Group, Switch } from "@mantine/core";

import { labelOf } from "../model";
import { rulesOf } from "./describe";
import { type FieldProps, useComplaint } from "./form";

/** On, off, or not said. */
export function BooleanField({ attribute, path, value, readOnly, onChange }: FieldProps<boolean | null | undefined>) {
  const error = useComplaint(path);
  const isSaid = value === true || value === false;
  return (
    <Group gap="md" align="center">
      <Switch
        label={labelOf(attribute.name)}
        description={isSaid ? rulesOf(attribute) : (rulesOf(attribute) ?? "Not said yet")}
        checked={value ?? false}
        disabled={readOnly}
        error={error}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {isSaid && !attribute.required && !readOnly && (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={`Clear ${labelOf(attribute.name)}`}
          onClick={() => onChange(null)}
        >
          Clear
        </Button>
      )}
    </Group>
  );
}
