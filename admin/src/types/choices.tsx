// What an attribute chooses among what there is: components, files, fields.

import { Checkbox, Stack } from "@mantine/core";

import type { OptionProps } from "./AttributeOptions";
import { Choice } from "./Choice";
import { withOption } from "./attributeTypes";
import { type Definition, infoOf, kindOf, uidOf } from "./definition";

type Props = OptionProps & { error: string | undefined };

const FILE_TYPES = [
  { value: "images", label: "Images" },
  { value: "videos", label: "Videos" },
  { value: "audios", label: "Audio" },
  { value: "files", label: "Other files" },
];

function namesOf(types: Definition[]): { value: string; label: string }[] {
  return types.map((type) => ({ value: uidOf(type), label: `${infoOf(type, "displayName")} (${uidOf(type)})` }));
}

function componentsIn(types: Definition[]): { value: string; label: string }[] {
  return namesOf(types.filter((type) => kindOf(type) === "component"));
}

/** One component. */
export function ComponentChoice({ attribute, types, error, onChange }: Props) {
  return (
    <Choice
      label="Component"
      none="Choose a component"
      choices={componentsIn(types)}
      chosen={attribute.component}
      error={error}
      onChange={(component) => onChange({ ...attribute, component })}
    />
  );
}

/** Several components. */
export function ComponentsChoice({ attribute, types, error, onChange }: Props) {
  const chosen = Array.isArray(attribute.components) ? attribute.components.map(String) : [];
  return (
    <Checkbox.Group
      label="Components"
      value={chosen}
      error={error}
      onChange={(components) => onChange({ ...attribute, components })}
    >
      <Stack gap="xs" mt="xs">
        {componentsIn(types).map(({ value, label }) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Which kinds of files are taken; all of them where none is ticked. */
export function FileTypes({ attribute, error, onChange }: Props) {
  const chosen = Array.isArray(attribute.allowedTypes) ? attribute.allowedTypes.map(String) : [];
  return (
    <Checkbox.Group
      label="Files"
      description="All kinds where none is ticked"
      value={chosen}
      error={error}
      onChange={(kinds) => onChange(withOption(attribute, "allowedTypes", kinds.length > 0 ? kinds : undefined))}
    >
      <Stack gap="xs" mt="xs">
        {FILE_TYPES.map(({ value, label }) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** The text that a UID is made from. */
export function TargetField({ attribute, definition, error, onChange }: Props) {
  const texts = Object.entries(definition.attributes).filter(([, { type }]) => type === "string" || type === "text");
  return (
    <Choice
      label="Made from"
      none="Nothing"
      choices={texts.map(([name]) => ({ value: name, label: name }))}
      chosen={attribute.targetField}
      error={error}
      onChange={(field) => onChange(withOption(attribute, "targetField", field))}
    />
  );
}

/** Types that a relation can lead to. */
export function targetsIn(types: Definition[]): { value: string; label: string }[] {
  return namesOf(types.filter((type) => kindOf(type) !== "component"));
}
