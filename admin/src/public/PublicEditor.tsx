import { Alert, Button, Group, Text } from "@mantine/core";
import type { SubmitEvent } from "react";

import { readNow } from "../api/readNow";
import { useEditing } from "../api/useEditing";
import { Icon } from "../design/Icon";
import { UnsavedChanges } from "../design/UnsavedChanges";
import { notify } from "../design/notices";
import { Outdated } from "../design/Outdated";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { usePermissionCatalog } from "../permissions/catalog";
import { type Choices, choicesOf, type GrantLine, grantsOf } from "../permissions/choices";
import { PermissionTree } from "../permissions/PermissionTree";
import { useMay } from "../session/me";
import { PUBLIC, type PublicPermissions, SET } from "./operations";
import classes from "./PublicEditor.module.css";
import { warningsOf } from "./warnings";

type Draft = { choices: Choices; kept: GrantLine[] };

/** Changes the public permissions; the boxes began with `stored`, or with what was saved since. */
export function PublicEditor({ stored }: { stored: PublicPermissions }) {
  const readOnly = !useMay()("public-permissions.update");
  const catalog = usePermissionCatalog();
  const types = catalog.data?.permissionCatalog.contentTypes;
  const editing = useEditing({
    stored,
    draftOf: ({ grants }) => choicesOf(grants),
    document: SET,
    changeOf: (draft: Draft, expectedRevision) => ({
      input: { grants: grantsOf(draft.choices, draft.kept), expectedRevision },
    }),
    savedIn: ({ setPublicPermissions }) => setPublicPermissions.publicPermissions,
    reload: async () => (await readNow(PUBLIC, {})).publicPermissions,
    onSaved: () => notify("The public permissions are saved"),
  });
  const { draft } = editing;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    editing.save();
  }

  return (
    <form onSubmit={submit} aria-label="Public permissions" noValidate>
      <Meaning isOpen={editing.begun.permissions.length > 0} />
      {editing.isOutdated && (
        <Outdated what="the public permissions" name="them" onTheirs={editing.showTheirs} onMine={editing.saveMine} />
      )}
      <Trouble problem={editing.problem ?? catalog.error} />
      <Panel title="Permissions">
        {types ? (
          <PermissionTree
            types={types}
            choices={draft.choices}
            kept={draft.kept}
            readOnly={readOnly}
            onChange={(choices, kept) => editing.setDraft({ choices, kept })}
          />
        ) : (
          <Waiting what="Loading the content types" />
        )}
      </Panel>
      <Warnings choices={draft.choices} />
      {!readOnly && (
        <Group mt="lg">
          <Button type="submit" loading={editing.waiting} disabled={!editing.dirty}>
            Save
          </Button>
        </Group>
      )}
      <UnsavedChanges dirty={editing.dirty} />
    </form>
  );
}

function Meaning({ isOpen }: { isOpen: boolean }) {
  return (
    <Alert color={isOpen ? "orange" : "gray"} icon={<Icon name="globe" />} mb="md" title="Open to the whole network">
      <Text size="sm">
        Whoever reaches this server may do what is ticked here: no token, no account, no limit to who.{" "}
        {isOpen ? "Something is open at present." : "Nothing is open at present."} Prefer a token, even for a public
        site: a token can be named, limited and taken back.
      </Text>
    </Alert>
  );
}

function Warnings({ choices }: { choices: Choices }) {
  const warnings = warningsOf(choices);
  return (
    <div aria-live="polite">
      {warnings.length > 0 && (
        <Alert color="red" icon={<Icon name="warning" />} mt="md" title="Think twice">
          <ul className={classes.warnings}>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  );
}
