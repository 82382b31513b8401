import { Box, Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";

import { readNow } from "../api/readNow";
import { useEditing } from "../api/useEditing";
import { Icon } from "../design/Icon";
import { Moment } from "../design/Moment";
import { notify } from "../design/notices";
import { Outdated } from "../design/Outdated";
import { Page } from "../design/Page";
import { useMay } from "../session/me";
import { StatusBadge } from "./badges";
import { changeOf, draftOf, type TokenDraft } from "./draft";
import { type Token, TOKEN, UPDATE } from "./operations";
import { SecretBanner } from "./SecretBanner";
import { useSecretOnce } from "./secretOnce";
import { TokenActions } from "./TokenActions";
import { TokenForm } from "./TokenForm";
import { TryToken } from "./try/TryToken";

/** Where the page goes on below the form. */
const TRY = "try-it";

/** A link to a part of the page would go to the page's base instead. */
function goToTry() {
  document.getElementById(TRY)?.focus();
}

/** Changes a token. `stored` is the newest that is known of it; the draft began with an older one, perhaps. */
export function TokenEditor({ stored }: { stored: Token }) {
  const may = useMay();
  const navigate = useNavigate();
  const secret = useSecretOnce(stored.id);
  const left = useRef(false);
  const editing = useEditing({
    stored,
    draftOf,
    document: UPDATE,
    changeOf: (draft: TokenDraft, revision) => ({ id: stored.id, input: changeOf(draft, revision) }),
    savedIn: ({ updateApiToken }) => updateApiToken.token,
    reload: async () => (await readNow(TOKEN, { id: stored.id })).apiToken,
    onSaved: ({ name }) => notify(`“${name}” is saved`),
  });
  const { begun, draft } = editing;

  /** After a change by a button the form goes on, unless somebody else's change came between. */
  function follow(token: Token) {
    if (token.revision === begun.revision + 1) {
      editing.setBegun(token);
    }
  }

  function leaveDeleted() {
    left.current = true;
    void navigate({ to: "/settings/api-tokens", replace: true });
  }

  return (
    <Page
      title={begun.name}
      back={{ to: "/settings/api-tokens", label: "API Tokens" }}
      about={<TokenFacts token={stored} />}
      actions={
        <>
          <Button variant="default" leftSection={<Icon name="play" />} onClick={goToTry}>
            Try it
          </Button>
          <TokenActions token={stored} onChanged={follow} onDeleted={leaveDeleted} />
        </>
      }
    >
      {secret && <SecretBanner secret={secret} />}
      <TokenForm
        draft={draft}
        onChange={editing.setDraft}
        dirty={editing.dirty}
        isSaved={() => left.current}
        waiting={editing.waiting}
        problem={editing.problem}
        kept={stored.expiresAt ?? null}
        readOnly={!may("api-tokens.update")}
        verb="Save"
        onSubmit={editing.save}
      >
        {editing.isOutdated && (
          <Outdated
            what="this token"
            name={`“${begun.name}”`}
            onTheirs={editing.showTheirs}
            onMine={editing.saveMine}
          />
        )}
      </TokenForm>
      <Box mt="lg" id={TRY} tabIndex={-1}>
        <TryToken tokenId={stored.id} />
      </Box>
    </Page>
  );
}

function TokenFacts({ token }: { token: Token }) {
  return (
    <Group gap="xs">
      <StatusBadge status={token.status} />
      <Text span size="sm">
        created <Moment at={token.createdAt} /> · last used <Moment at={token.lastUsedAt} never="never" />
        {token.hint && (
          <>
            {" "}
            · secret <code>{token.hint}</code>
          </>
        )}
      </Text>
      {token.formerSecrets.map((secret) => (
        <Text key={secret.hint} span size="sm">
          · former secret <code>{secret.hint}</code> stops <Moment at={secret.expiresAt} />, last used{" "}
          <Moment at={secret.lastUsedAt} never="never" />
        </Text>
      ))}
    </Group>
  );
}
