import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import type { ReactNode, SubmitEvent } from "react";

import { messageAt } from "../api/problem";
import { UnsavedChanges } from "../design/UnsavedChanges";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { usePermissionCatalog } from "../permissions/catalog";
import { PermissionTree } from "../permissions/PermissionTree";
import type { RoleDraft } from "./draft";
import { ManagementBoxes } from "./ManagementBoxes";

const FIELDS = ["name", "description"];

type Props = {
  draft: RoleDraft;
  onChange: (draft: RoleDraft) => void;
  dirty: boolean;
  /** Asked when a page is about to be left, as what is shown can be a moment older than what was saved. */
  isSaved: () => boolean;
  waiting: boolean;
  problem: unknown;
  readOnly?: boolean;
  verb: string;
  onSubmit: () => void;
  children?: ReactNode;
};

/** Everything about a role that is typed or chosen. */
export function RoleForm(props: Props) {
  const { draft, problem, readOnly = false } = props;
  const catalog = usePermissionCatalog();
  const choosable = catalog.data?.permissionCatalog;

  function set(change: Partial<RoleDraft>) {
    props.onChange({ ...draft, ...change });
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    props.onSubmit();
  }

  return (
    <form onSubmit={submit} aria-label="Role" noValidate>
      <Trouble problem={problem ?? catalog.error} fields={FIELDS} />
      {props.children}
      <Stack gap="lg">
        <Panel title="Details">
          <Stack gap="sm" maw={480}>
            <TextInput
              label="Name"
              value={draft.name}
              readOnly={readOnly}
              error={messageAt(problem, "name")}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <Textarea
              label="Description"
              rows={2}
              value={draft.description}
              readOnly={readOnly}
              error={messageAt(problem, "description")}
              onChange={(event) => set({ description: event.currentTarget.value })}
            />
          </Stack>
        </Panel>
        <Panel title="Management" about="What its administrators may do to the server.">
          {choosable ? (
            <ManagementBoxes
              permissions={choosable.management}
              chosen={draft.permissions}
              readOnly={readOnly}
              onChange={(permissions) => set({ permissions })}
            />
          ) : (
            <Waiting what="Loading the permissions" />
          )}
        </Panel>
        <Panel
          title="Content"
          about="What its administrators may do with content, which is also the most that they can give to a token."
        >
          {choosable ? (
            <PermissionTree
              types={choosable.contentTypes}
              choices={draft.choices}
              kept={draft.kept}
              readOnly={readOnly}
              onChange={(choices, kept) => set({ choices, kept })}
            />
          ) : (
            <Waiting what="Loading the content types" />
          )}
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
