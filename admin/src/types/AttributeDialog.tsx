import { Button, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import { Dialog } from "../design/Dialog";
import { AttributeOptions } from "./AttributeOptions";
import classes from "./AttributeList.module.css";
import { ATTRIBUTE_TYPES, labelOf } from "./attributeTypes";
import { type Attribute, type Definition, kindOf } from "./definition";
import type { Finding } from "./findings";

type Props = {
  definition: Definition;
  /** Which attribute is edited; nothing for a new one. */
  name: string | undefined;
  /** Whether the attribute has a column already. */
  isStored: boolean;
  types: Definition[];
  findings: Finding[];
  onDone: (name: string, attribute: Attribute) => void;
  onClose: () => void;
};

const BEGINNINGS: Record<string, Attribute> = {
  relation: { type: "relation", relation: "oneToOne", target: "" },
  enumeration: { type: "enumeration", enum: [] },
  component: { type: "component", component: "", repeatable: false },
  dynamiczone: { type: "dynamiczone", components: [] },
  media: { type: "media", multiple: false },
};

/** One field: first its type, then its name and options. Nothing is changed before it is done. */
export function AttributeDialog(props: Props) {
  const { definition, onDone, onClose } = props;
  const former = props.name === undefined ? undefined : definition.attributes[props.name];
  const [attribute, setAttribute] = useState(former);
  const [name, setName] = useState(props.name ?? "");
  const [problem, setProblem] = useState<string>();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The form of the page is around this one in the tree of components, though not on the page.
    event.stopPropagation();
    const wanted = name.trim();
    if (!wanted) {
      setProblem("A field needs a name");
    } else if (wanted !== props.name && wanted in definition.attributes) {
      setProblem("There is a field of this name already");
    } else if (attribute) {
      onDone(wanted, attribute);
    }
  }

  if (!attribute) {
    const known = Object.entries(ATTRIBUTE_TYPES);
    const fitting = kindOf(definition) === "component" ? known.filter(([type]) => type !== "dynamiczone") : known;
    return (
      <Dialog title="Add a field" opened onClose={onClose} size="xl">
        <div className={classes.types} role="group" aria-label="Type of the field">
          {fitting.map(([type, { label, about }]) => (
            <UnstyledButton
              key={type}
              className={classes.type}
              onClick={() => setAttribute(BEGINNINGS[type] ?? { type })}
            >
              <Text fw={600} size="sm">
                {label}
              </Text>
              <Text size="xs" c="dimmed">
                {about}
              </Text>
            </UnstyledButton>
          ))}
        </div>
      </Dialog>
    );
  }

  const title = props.name === undefined ? `New field: ${labelOf(attribute.type)}` : `Edit ${props.name}`;
  return (
    <Dialog title={title} opened onClose={onClose} size="lg">
      <form onSubmit={submit} aria-label="Field" noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            description={
              props.isStored ? "Under another name it is another field, and what is stored is lost" : "Such as title"
            }
            value={name}
            error={problem}
            // The dialog is open already where the type was chosen first, and what was chosen had the focus.
            autoFocus
            data-autofocus
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(undefined);
            }}
          />
          <AttributeOptions
            attribute={attribute}
            definition={definition}
            types={props.types}
            findings={props.findings}
            onChange={setAttribute}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">{props.name === undefined ? "Add" : "Done"}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
