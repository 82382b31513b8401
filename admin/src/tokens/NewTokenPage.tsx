import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useSaving } from "../api/useSaving";
import { notify } from "../design/notices";
import { Page } from "../design/Page";
import { Forbidden } from "../frame/Forbidden";
import { useMay } from "../session/me";
import { creationOf, EMPTY_DRAFT } from "./draft";
import { CREATE } from "./operations";
import { showSecret } from "./secretOnce";
import { TokenForm } from "./TokenForm";

/** Makes a token, and leads to its page, where its secret is shown once. */
export function NewTokenPage() {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const create = useSaving(CREATE, false);
  const navigate = useNavigate();
  const saved = useRef(false);
  const may = useMay();

  if (!may("api-tokens.create")) {
    return <Forbidden permission="api-tokens.create" />;
  }

  function submit() {
    create.save({ input: creationOf(draft) }, ({ createApiToken: { token, secret } }) => {
      saved.current = true;
      showSecret(token.id, secret);
      notify(`“${draft.name.trim()}” is created`);
      void navigate({ to: "/settings/api-tokens/$id", params: { id: token.id }, replace: true });
    });
  }

  return (
    <Page title="Create an API Token" back={{ to: "/settings/api-tokens", label: "API Tokens" }}>
      <TokenForm
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
