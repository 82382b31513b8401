import { Alert, Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { readNow } from "../api/readNow";
import { useEditing } from "../api/useEditing";
import { Icon } from "../design/Icon";
import { Moment } from "../design/Moment";
import { notify } from "../design/notices";
import { Outdated } from "../design/Outdated";
import { Page } from "../design/Page";
import { useMay } from "../session/me";
import { DeleteRole } from "./DeleteRole";
import { changeOf, draftOf, type RoleDraft } from "./draft";
import { type Role, ROLE, SUPER_ADMIN, UPDATE } from "./operations";
import { RoleForm } from "./RoleForm";
import { BuiltInBadge } from "./RoleListPage";

/** Changes a role. `stored` is the newest that is known; the draft began with an older one, perhaps. */
export function RoleEditor({ stored }: { stored: Role }) {
  const may = useMay();
  const navigate = useNavigate();
  const [doomed, setDoomed] = useState<Role>();
  const left = useRef(false);
  const editing = useEditing({
    stored,
    draftOf,
    document: UPDATE,
    changeOf: (draft: RoleDraft, revision) => ({ id: stored.id, input: changeOf(draft, revision) }),
    savedIn: ({ updateRole }) => updateRole.role,
    reload: async () => (await readNow(ROLE, { id: stored.id })).role,
    onSaved: ({ name }) => notify(`“${name}” is saved`),
  });
  const isFixed = stored.code === SUPER_ADMIN;

  function leaveDeleted() {
    left.current = true;
    void navigate({ to: "/settings/roles", replace: true });
  }

  return (
    <Page
      title={editing.begun.name}
      back={{ to: "/settings/roles", label: "Roles" }}
      about={<Facts role={stored} />}
      actions={
        may("roles.delete") &&
        !stored.builtIn && (
          <Button variant="default" leftSection={<Icon name="bin" />} onClick={() => setDoomed(stored)}>
            Delete
          </Button>
        )
      }
    >
      <RoleForm
        draft={editing.draft}
        onChange={editing.setDraft}
        dirty={editing.dirty}
        isSaved={() => left.current}
        waiting={editing.waiting}
        problem={editing.problem}
        readOnly={isFixed || !may("roles.update")}
        verb="Save"
        onSubmit={editing.save}
      >
        {isFixed && (
          <Alert color="gray" icon={<Icon name="shield" />} mb="md">
            Super Admin may do everything, now and in future versions, and cannot be changed.
          </Alert>
        )}
        {editing.isOutdated && (
          <Outdated
            what="this role"
            name={`“${editing.begun.name}”`}
            onTheirs={editing.showTheirs}
            onMine={editing.saveMine}
          />
        )}
      </RoleForm>
      <DeleteRole role={doomed} onClose={() => setDoomed(undefined)} onDeleted={leaveDeleted} />
    </Page>
  );
}

function Facts({ role }: { role: Role }) {
  return (
    <Group gap="xs">
      {role.builtIn && <BuiltInBadge />}
      <Text span size="sm">
        {role.userCount === 1 ? "1 administrator has it" : `${role.userCount} administrators have it`} · changed{" "}
        <Moment at={role.updatedAt} />
      </Text>
    </Group>
  );
}
