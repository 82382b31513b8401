import { Button, Group, Text } from "@mantine/core";
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
import { DeletePerson } from "./DeletePerson";
import { changeOf, draftOf, type PersonDraft } from "./draft";
import { type Person, PERSON, UPDATE } from "./operations";
import { PersonForm } from "./PersonForm";
import { EnabledBadge } from "./PersonListPage";

/** Changes an administrator. `stored` is the newest that is known; the draft began with an older one, perhaps. */
export function PersonEditor({ stored }: { stored: Person }) {
  const may = useMay();
  const navigate = useNavigate();
  const [doomed, setDoomed] = useState<Person>();
  const left = useRef(false);
  const editing = useEditing({
    stored,
    draftOf,
    document: UPDATE,
    changeOf: (draft: PersonDraft, revision) => ({ id: stored.id, input: changeOf(draft, revision) }),
    savedIn: ({ updateAdminUser }) => updateAdminUser.user,
    reload: async () => (await readNow(PERSON, { id: stored.id })).adminUser,
    onSaved: ({ email }) => notify(`“${email}” is saved`),
  });
  const { begun, draft } = editing;

  function leaveDeleted() {
    left.current = true;
    void navigate({ to: "/settings/administrators", replace: true });
  }

  return (
    <Page
      title={begun.name || begun.email}
      back={{ to: "/settings/administrators", label: "Administrators" }}
      about={<Facts person={stored} />}
      actions={
        may("users.delete") && (
          <Button variant="default" leftSection={<Icon name="bin" />} onClick={() => setDoomed(stored)}>
            Delete
          </Button>
        )
      }
    >
      <PersonForm
        draft={draft}
        onChange={editing.setDraft}
        dirty={editing.dirty}
        isSaved={() => left.current}
        waiting={editing.waiting}
        problem={editing.problem}
        stored={begun}
        readOnly={!may("users.update")}
        verb="Save"
        onSubmit={editing.save}
      >
        {editing.isOutdated && (
          <Outdated
            what="this administrator"
            name={`“${begun.email}”`}
            onTheirs={editing.showTheirs}
            onMine={editing.saveMine}
          />
        )}
      </PersonForm>
      <DeletePerson person={doomed} onClose={() => setDoomed(undefined)} onDeleted={leaveDeleted} />
    </Page>
  );
}

function Facts({ person }: { person: Person }) {
  return (
    <Group gap="xs">
      <EnabledBadge enabled={person.enabled} />
      <Text span size="sm">
        created <Moment at={person.createdAt} /> · last sign-in <Moment at={person.lastLoginAt} never="never" />
      </Text>
    </Group>
  );
}
