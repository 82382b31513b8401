import { Button, Group, Stack, Tabs } from "@mantine/core";
import { type ReactNode, type SubmitEvent, useState } from "react";

import { UnsavedChanges } from "../design/UnsavedChanges";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { AttributeList } from "./AttributeList";
import type { Definition } from "./definition";
import { findingsOf } from "./findings";
import { SchemaText } from "./SchemaText";
import { TypeNames } from "./TypeNames";

type Props = {
  definition: Definition;
  onChange: (definition: Definition) => void;
  /** The definition that is stored; nothing where a type is made. */
  stored?: Definition;
  types: Definition[];
  dirty: boolean;
  /** Asked when a page is about to be left, as what is shown can be a moment older than what was saved. */
  isSaved: () => boolean;
  waiting: boolean;
  problem: unknown;
  /** The name under which the server speaks of the type. */
  singular: string;
  readOnly?: boolean;
  onSubmit: () => void;
  children?: ReactNode;
};

/** Everything about a content type, as a form or as the text of its schema file. */
export function TypeForm(props: Props) {
  const { definition, onChange, stored, readOnly = false, singular } = props;
  const [broken, setBroken] = useState(false);
  const { own, others } = findingsOf(props.problem, singular);
  const placed = own.filter(({ path }) => ["info", "attributes", "uid", "collectionName"].includes(path[0] ?? ""));
  const elsewhere = own.filter((finding) => !placed.includes(finding));
  const said = [others, ...elsewhere.map(({ path, message }) => `${path.join(".")} ${message}`)]
    .filter(Boolean)
    .join(". ");

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!broken) {
      props.onSubmit();
    }
  }

  return (
    <form onSubmit={submit} aria-label="Content type" noValidate>
      <Trouble problem={said ? new Error(said) : undefined} />
      {placed.length > 0 && <Trouble problem={new Error("Something is wrong in the form; it is said where it is.")} />}
      {props.children}
      <Tabs defaultValue="form" keepMounted={false}>
        <Tabs.List mb="md" aria-label="How to edit">
          <Tabs.Tab value="form" disabled={broken}>
            Form
          </Tabs.Tab>
          <Tabs.Tab value="text">schema.json</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="form">
          <Stack gap="lg">
            <Panel title="Details">
              <TypeNames
                definition={definition}
                onChange={onChange}
                isNew={!stored}
                findings={own}
                readOnly={readOnly}
              />
            </Panel>
            <Panel title="Fields" flush>
              <AttributeList
                definition={definition}
                onChange={onChange}
                stored={stored}
                types={props.types}
                findings={own}
                readOnly={readOnly}
              />
            </Panel>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <Panel title="schema.json" about="The same definition as the text of Strapi’s schema file.">
            <SchemaText definition={definition} readOnly={readOnly} onChange={onChange} onBroken={setBroken} />
          </Panel>
        </Tabs.Panel>
      </Tabs>
      {!readOnly && (
        <Group mt="lg">
          <Button type="submit" loading={props.waiting} disabled={broken || !props.dirty}>
            Review the change
          </Button>
        </Group>
      )}
      <UnsavedChanges dirty={props.dirty} isSaved={props.isSaved} />
    </form>
  );
}
