import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { Icon } from "../../design/Icon";
import { componentOf, labelOf } from "../model";
import { newPart, type Part } from "../values";
import classes from "./Components.module.css";
import { FieldGroup } from "./FieldGroup";
import { type FieldProps, useEntryForm } from "./form";
import { moved } from "./moved";
import { PartItem } from "./PartItem";

/** A list of components: of one kind, or in a dynamic zone of several. */
export function ComponentListField({ attribute, path, value, readOnly, onChange }: FieldProps<Part[] | undefined>) {
  const { model } = useEntryForm();
  const [opened, setOpened] = useState<string[]>([]);
  const parts = value ?? [];
  const label = labelOf(attribute.name);
  const isZone = attribute.type === "DYNAMICZONE";
  const isFull = typeof attribute.max === "number" && parts.length >= attribute.max;

  function add(uid: string) {
    const part = newPart(model, uid);
    setOpened([...opened, part.key]);
    onChange([...parts, part]);
  }

  function toggle(key: string) {
    setOpened(opened.includes(key) ? opened.filter((other) => other !== key) : [...opened, key]);
  }

  return (
    <FieldGroup attribute={attribute} path={path}>
      {parts.length > 0 && (
        <ol className={classes.list} aria-label={label}>
          {parts.map((part, index) => (
            <PartItem
              key={part.key}
              part={part}
              position={index}
              count={parts.length}
              path={[...path, String(index)]}
              opened={opened.includes(part.key)}
              readOnly={readOnly}
              onToggle={() => toggle(part.key)}
              onChange={(changed) => onChange(parts.map((other) => (other.key === part.key ? changed : other)))}
              onMove={(by) => onChange(moved(parts, index, index + by))}
              onRemove={() => onChange(parts.filter((other) => other.key !== part.key))}
            />
          ))}
        </ol>
      )}
      {!readOnly && (
        <Group gap="xs" className={classes.empty}>
          {attribute.components.map((uid) => (
            <Button
              key={uid}
              variant="default"
              size="xs"
              disabled={isFull}
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => add(uid)}
            >
              Add {isZone ? (componentOf(model, uid)?.displayName ?? uid) : `to ${label}`}
            </Button>
          ))}
        </Group>
      )}
    </FieldGroup>
  );
}
