import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useSaving } from "../api/useSaving";
import { notify } from "../design/notices";
import { Page } from "../design/Page";
import { creationOf, EMPTY_DRAFT } from "./draft";
import { CREATE } from "./operations";
import { PersonForm } from "./PersonForm";

/** Makes an administrator. */
export function NewPersonPage() {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const create = useSaving(CREATE, false);
  const navigate = useNavigate();
  const saved = useRef(false);

  function submit() {
    create.save({ input: creationOf(draft) }, ({ createAdminUser: { user } }) => {
      saved.current = true;
      notify(`“${draft.email.trim()}” is added`);
      void navigate({ to: "/settings/administrators/$id", params: { id: user.id }, replace: true });
    });
  }

  return (
    <Page title="Add an administrator" back={{ to: "/settings/administrators", label: "Administrators" }}>
      <PersonForm
        draft={draft}
        onChange={setDraft}
        dirty={draft !== EMPTY_DRAFT}
        isSaved={() => saved.current}
        waiting={create.waiting}
        problem={create.problem}
        verb="Add"
        onSubmit={submit}
      />
    </Page>
  );
}
