import { Checkbox, NativeSelect, Stack, Text, TextInput } from "@mantine/core";

import type { OptionProps } from "./AttributeOptions";
import { Choice } from "./Choice";
import { targetsIn } from "./choices";
import { infoOf, kindOf, uidOf } from "./definition";
import { messageOf } from "./findings";
import { otherEnd, type Relation, RELATIONS, withOtherEnd } from "./relations";

/** Where a relation leads, how many stand on each side, and what it is called from there. */
export function RelationOptions({ attribute, definition, types, findings, onChange }: OptionProps) {
  const isComponent = kindOf(definition) === "component";
  const own = infoOf(definition, "displayName") || "this type";
  const target = types.find((type) => uidOf(type) === attribute.target);
  const theirs = (target && infoOf(target, "displayName")) || "the other type";
  const relation = attribute.relation as Relation;
  const end = otherEnd(attribute);
  const targets = targetsIn(types);
  const self = { value: uidOf(definition), label: `${own} itself` };
  const isKnown = isComponent || targets.some(({ value }) => value === self.value);
  const words: Record<Relation, string> = {
    oneToOne: `One ${own} has one ${theirs}`,
    oneToMany: `One ${own} has many ${theirs}`,
    manyToOne: `Many ${own} have one ${theirs}`,
    manyToMany: `Many ${own} have many ${theirs}`,
  };
  const fitting = RELATIONS.filter((each) => !isComponent || !each.startsWith("many"));

  return (
    <>
      <Choice
        label="Leads to"
        none="Choose a content type"
        choices={isKnown ? targets : [...targets, self]}
        chosen={attribute.target}
        error={messageOf(findings, "target")}
        onChange={(uid) => onChange({ ...withOtherEnd(attribute, relation, undefined), target: uid })}
      />
      <NativeSelect
        label="How many"
        data={fitting.map((value) => ({ value, label: words[value] }))}
        value={relation}
        error={messageOf(findings, "relation")}
        onChange={(event) => onChange(withOtherEnd(attribute, event.currentTarget.value as Relation, end))}
      />
      {!isComponent && (
        <Stack gap="xs">
          <Checkbox
            label="Seen from both sides"
            description={`${theirs} gets a field that leads back here`}
            checked={end !== undefined}
            onChange={(event) =>
              onChange(withOtherEnd(attribute, relation, event.currentTarget.checked ? suggested() : undefined))
            }
          />
          {end !== undefined && (
            <TextInput
              label={`Name of the field in ${theirs}`}
              value={end}
              error={messageOf(findings, "inversedBy") ?? messageOf(findings, "mappedBy")}
              onChange={(event) => onChange(withOtherEnd(attribute, relation, event.currentTarget.value || " "))}
            />
          )}
        </Stack>
      )}
      {isComponent && (
        <Text size="sm" c="dimmed">
          From a component, relations lead one way.
        </Text>
      )}
    </>
  );

  /** How the other type may call what leads back. */
  function suggested(): string {
    const many = relation.startsWith("many");
    return infoOf(definition, many ? "pluralName" : "singularName").replace(/-(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    );
  }
}
