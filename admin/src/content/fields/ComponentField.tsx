import { Button, Text } from "@mantine/core";

import { Icon } from "../../design/Icon";
import { componentOf, labelOf } from "../model";
import { newPart, type Part } from "../values";
import classes from "./Components.module.css";
import { Fields } from "./Fields";
import { FieldGroup } from "./FieldGroup";
import { type FieldProps, useEntryForm } from "./form";

/** One component, or none. */
export function ComponentField({ attribute, path, value, readOnly, onChange }: FieldProps<Part | null | undefined>) {
  const { model } = useEntryForm();
  const label = labelOf(attribute.name);
  const uid = attribute.components[0] ?? "";

  return (
    <FieldGroup attribute={attribute} path={path}>
      {value ? (
        <div className={classes.body}>
          <Fields
            attributes={componentOf(model, value.component)?.attributes ?? []}
            values={value.values}
            path={path}
            readOnly={readOnly}
            onChange={(values) => onChange({ ...value, values })}
          />
          {!readOnly && (
            <Button
              variant="subtle"
              size="compact-sm"
              mt="md"
              leftSection={<Icon name="bin" size={16} />}
              onClick={() => onChange(null)}
            >
              Remove {label}
            </Button>
          )}
        </div>
      ) : (
        <div className={classes.empty}>
          {readOnly ? (
            <Text size="sm" c="dimmed">
              Nothing here
            </Text>
          ) : (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => onChange(newPart(model, uid))}
            >
              Add {label}
            </Button>
          )}
        </div>
      )}
    </FieldGroup>
  );
}
