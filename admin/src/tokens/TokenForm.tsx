import { Button, Group, Radio, SimpleGrid, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, type SubmitEvent, useMemo } from "react";

import { messageAt } from "../api/problem";
import { notify } from "../design/notices";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { UnsavedChanges } from "../design/UnsavedChanges";
import { Waiting } from "../design/Waiting";
import type { ApiTokenType } from "../graphql/graphql";
import { type CatalogType, usePermissionCatalog } from "../permissions/catalog";
import { type Choices, type GrantLine, wholeChoices } from "../permissions/choices";
import { PermissionTree } from "../permissions/PermissionTree";
import { TYPE_NAMES } from "./badges";
import type { TokenDraft } from "./draft";
import { DurationInput } from "./DurationInput";

const TYPES: { value: ApiTokenType; about: string }[] = [
  { value: "READ_ONLY", about: "Reads every content type, future ones included" },
  { value: "FULL_ACCESS", about: "Does everything with every content type" },
  { value: "CUSTOM", about: "Does what you tick below" },
];

const FIELDS = ["name", "description", "lifespan", "expiresAt"];

type Props = {
  draft: TokenDraft;
  onChange: (draft: TokenDraft) => void;
  /** Whether something was typed that is not saved. */
  dirty: boolean;
  /** Asked when a page is about to be left, as what is shown can be a moment older than what was saved. */
  isSaved: () => boolean;
  waiting: boolean;
  problem: unknown;
  /** The present expiry of a token that is there already. */
  kept?: string | null;
  readOnly?: boolean;
  verb: string;
  onSubmit: () => void;
  children?: ReactNode;
};

/** Everything about a token that is typed or chosen. */
export function TokenForm(props: Props) {
  const { draft, problem, readOnly = false } = props;
  const catalog = usePermissionCatalog();
  const types = catalog.data?.permissionCatalog.contentTypes;

  function set(change: Partial<TokenDraft>) {
    props.onChange({ ...draft, ...change });
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    props.onSubmit();
  }

  return (
    <form onSubmit={submit} aria-label="API Token" noValidate>
      <Trouble problem={problem} fields={FIELDS} />
      {props.children}
      <Stack gap="lg">
        <Panel title="Details">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            <Stack gap="sm">
              <TextInput
                label="Name"
                value={draft.name}
                maxLength={200}
                readOnly={readOnly}
                error={messageAt(problem, "name")}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
              <Textarea
                label="Description"
                rows={3}
                value={draft.description}
                readOnly={readOnly}
                error={messageAt(problem, "description")}
                onChange={(event) => set({ description: event.currentTarget.value })}
              />
            </Stack>
            <DurationInput
              duration={draft.duration}
              date={draft.date}
              kept={props.kept}
              readOnly={readOnly}
              error={messageAt(problem, "expiresAt") ?? messageAt(problem, "lifespan")}
              onChange={(duration, date) => set({ duration, date })}
            />
          </SimpleGrid>
        </Panel>
        <Panel title="Permissions">
          <Stack gap="md">
            <TypeChoice draft={draft} readOnly={readOnly} onChange={set} />
            {types ? (
              <Permissions types={types} draft={draft} readOnly={readOnly} onChange={set} />
            ) : (
              <Waiting what="Loading the content types" />
            )}
          </Stack>
        </Panel>
        {!readOnly && (
          <Group>
            <Button type="submit" loading={props.waiting}>
              {props.verb}
            </Button>
          </Group>
        )}
      </Stack>
      <UnsavedChanges dirty={props.dirty} isSaved={props.isSaved} />
    </form>
  );
}

type PartProps = { draft: TokenDraft; readOnly: boolean; onChange: (change: Partial<TokenDraft>) => void };

function TypeChoice({ draft, readOnly, onChange }: PartProps) {
  return (
    <>
      <Radio.Group label="Type" value={draft.type} readOnly={readOnly} onChange={(type) => onChange({ type: type })}>
        <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
          {TYPES.map(({ value, about }) => (
            <Radio key={value} value={value} label={TYPE_NAMES[value]} description={about} disabled={readOnly} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {draft.type === "READ_ONLY" && (
        <Switch
          label="Reads drafts too"
          checked={draft.readDrafts}
          disabled={readOnly}
          onChange={(event) => onChange({ readDrafts: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function Permissions({ types, draft, readOnly, onChange }: PartProps & { types: CatalogType[] }) {
  const { type, readDrafts } = draft;
  const byType = useMemo(
    () => wholeChoices(types, type === "READ_ONLY", type === "FULL_ACCESS" || readDrafts),
    [types, type, readDrafts],
  );
  const isCustom = type === "CUSTOM";

  function tick(choices: Choices, kept: GrantLine[]) {
    onChange({ choices, kept, type: "CUSTOM" });
    if (!isCustom) {
      notify("The type is now Custom, as you changed a box");
    }
  }

  return (
    <PermissionTree
      types={types}
      choices={isCustom ? draft.choices : byType}
      kept={isCustom ? draft.kept : []}
      readOnly={readOnly}
      locked={isCustom ? undefined : `${TYPE_NAMES[type]} decides these. Changing a box makes the token Custom.`}
      onChange={tick}
    />
  );
}
