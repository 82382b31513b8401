import { Alert, Box, Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { managementQuery, useManagementChange } from "../api/management";
import { messageAt } from "../api/problem";
import { queryClient } from "../api/queryClient";
import { Icon } from "../design/Icon";
import { Moment } from "../design/Moment";
import { notify } from "../design/notices";
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
  const [begun, setBegun] = useState(stored);
  const [baseline, setBaseline] = useState<TokenDraft>(() => draftOf(stored));
  const [draft, setDraft] = useState(baseline);
  const update = useManagementChange(UPDATE);
  const left = useRef(false);
  const isOutdated = messageAt(update.error, "expectedRevision") !== undefined;

  /** Goes on with a token whose every part is in the form. */
  function beginWith(token: Token) {
    const fresh = draftOf(token);
    setBegun(token);
    setBaseline(fresh);
    setDraft(fresh);
    update.reset();
  }

  /** After a change by a button the form goes on, unless somebody else's change came between. */
  function follow(token: Token) {
    if (token.revision === begun.revision + 1) {
      setBegun(token);
    }
  }

  function save(revision: number) {
    if (update.isPending) {
      return;
    }
    update.mutate(
      { id: begun.id, input: changeOf(draft, revision) },
      {
        onSuccess: ({ updateApiToken: { token } }) => {
          beginWith(token);
          notify(`“${token.name}” is saved`);
        },
      },
    );
  }

  /** The token as it is now, which the page may not have heard of yet. */
  async function resolve(go: (token: Token) => void) {
    const { apiToken } = await queryClient.query({ ...managementQuery(TOKEN, { id: begun.id }), staleTime: 0 });
    if (apiToken) {
      go(apiToken);
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
        onChange={setDraft}
        dirty={draft !== baseline}
        isSaved={() => left.current}
        waiting={update.isPending}
        problem={isOutdated ? undefined : update.error}
        kept={stored.expiresAt ?? null}
        readOnly={!may("api-tokens.update")}
        verb="Save"
        onSubmit={() => save(begun.revision)}
      >
        {isOutdated && (
          <Outdated
            name={begun.name}
            onTheirs={() => void resolve(beginWith)}
            onMine={() => void resolve((token) => save(token.revision))}
          />
        )}
      </TokenForm>
      <Box mt="lg" id={TRY} tabIndex={-1}>
        <TryToken tokenId={stored.id} />
      </Box>
    </Page>
  );
}

type OutdatedProps = { name: string; onTheirs: () => void; onMine: () => void };

/** Says that somebody else was faster, and leaves the choice. */
function Outdated({ name, onTheirs, onMine }: OutdatedProps) {
  return (
    <Alert color="orange" role="alert" title="Somebody else has changed this token meanwhile" mb="md">
      <Text size="sm" mb="sm">
        Nothing is saved yet. See “{name}” as it is now, which drops what you typed, or save your version over it.
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onTheirs}>
          Show their version
        </Button>
        <Button variant="default" size="xs" onClick={onMine}>
          Save mine over it
        </Button>
      </Group>
    </Alert>
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
