import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useSaving } from "../api/useSaving";
import { notify } from "../design/notices";
import { Page } from "../design/Page";
import { creationOf, EMPTY_DRAFT } from "./draft";
import { CREATE } from "./operations";
import { RoleForm } from "./RoleForm";

/** Makes a role. */
export function NewRolePage() {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const create = useSaving(CREATE, false);
  const navigate = useNavigate();
  const saved = useRef(false);

  function submit() {
    create.save({ input: creationOf(draft) }, ({ createRole: { role } }) => {
      saved.current = true;
      notify(`“${draft.name.trim()}” is created`);
      void navigate({ to: "/settings/roles/$id", params: { id: role.id }, replace: true });
    });
  }

  return (
    <Page title="Create a role" back={{ to: "/settings/roles", label: "Roles" }}>
      <RoleForm
        draft={draft}
        onChange={setDraft}
        dirty={draft !== EMPTY_DRAFT}
        isSaved={() => saved.current}
        waiting={create.waiting}
        problem={create.problem}
        verb="Create"
        onSubmit={submit}
      />
    </Page>
  );
}
