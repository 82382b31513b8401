import { ActionIcon, Badge, Button, Group, Text } from "@mantine/core";
import { useState } from "react";

import { EmptyList } from "../design/EmptyList";
import { Icon } from "../design/Icon";
import { AttributeDialog } from "./AttributeDialog";
import classes from "./AttributeList.module.css";
import { labelOf, summaryOf } from "./attributeTypes";
import { type Attribute, type Definition, withAttribute, withAttributeMoved, withoutAttribute } from "./definition";
import { type Finding, findingsOfAttribute } from "./findings";

type Props = {
  definition: Definition;
  onChange: (definition: Definition) => void;
  stored: Definition | undefined;
  types: Definition[];
  findings: Finding[];
  readOnly: boolean;
};

/** The fields of a type, in their order. */
export function AttributeList({ definition, onChange, stored, types, findings, readOnly }: Props) {
  // An attribute by its name, or a new one.
  const [edited, setEdited] = useState<{ name?: string }>();
  const attributes = Object.entries(definition.attributes);

  function put(name: string, attribute: Attribute) {
    onChange(withAttribute(definition, edited?.name, name, attribute));
    setEdited(undefined);
  }

  const add = !readOnly && (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setEdited({})}>
      Add a field
    </Button>
  );

  return (
    <>
      {attributes.length === 0 ? (
        <EmptyList icon="content" title="No fields yet" about="A field holds a text, a number, a relation, and so on.">
          {add}
        </EmptyList>
      ) : (
        <>
          <ol className={classes.list} aria-label="Fields">
            {attributes.map(([name, attribute], index) => (
              <li key={name} className={classes.row}>
                <div className={classes.facts}>
                  <Group gap="xs">
                    <Text span fw={600}>
                      {name}
                    </Text>
                    <Badge variant="outline" color="gray" tt="none" className="badge-plain">
                      {labelOf(attribute.type)}
                    </Badge>
                    {stored && !(name in stored.attributes) && (
                      <Badge variant="light" color="teal" tt="none" className="badge-plain">
                        new
                      </Badge>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {summaryOf(attribute)}
                  </Text>
                  {findingsOfAttribute(findings, name).map(({ path, message }) => (
                    <Text key={path.join(".") + message} size="sm" c="var(--mantine-color-error)" role="alert">
                      {[path.join("."), message].join(" ").trim()}
                    </Text>
                  ))}
                </div>
                {!readOnly && (
                  <Group gap={2} wrap="nowrap">
                    <Tool
                      icon="up"
                      label={`Move ${name} up`}
                      disabled={index === 0}
                      onClick={() => onChange(withAttributeMoved(definition, name, -1))}
                    />
                    <Tool
                      icon="down"
                      label={`Move ${name} down`}
                      disabled={index === attributes.length - 1}
                      onClick={() => onChange(withAttributeMoved(definition, name, 1))}
                    />
                    <Tool icon="pencil" label={`Edit ${name}`} onClick={() => setEdited({ name })} />
                    <Tool
                      icon="bin"
                      label={`Remove ${name}`}
                      onClick={() => onChange(withoutAttribute(definition, name))}
                    />
                  </Group>
                )}
              </li>
            ))}
          </ol>
          {add && <div className={classes.foot}>{add}</div>}
        </>
      )}
      {edited && (
        <AttributeDialog
          key={edited.name ?? ""}
          definition={definition}
          name={edited.name}
          isStored={edited.name !== undefined && stored !== undefined && edited.name in stored.attributes}
          types={types}
          findings={edited.name === undefined ? [] : findingsOfAttribute(findings, edited.name)}
          onDone={put}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

type ToolProps = { icon: "up" | "down" | "pencil" | "bin"; label: string; disabled?: boolean; onClick: () => void };

function Tool({ icon, label, disabled, onClick }: ToolProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </ActionIcon>
  );
}
