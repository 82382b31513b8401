import { Alert, Button, Stack, Tabs, Text } from "@mantine/core";

import { CONTENT_URL, PANEL_PATH, REST_URL } from "../../api/addresses";
import { useManagement } from "../../api/management";
import { CopyText } from "../../design/CopyText";
import { Icon } from "../../design/Icon";
import { Panel } from "../../design/Panel";
import { Trouble } from "../../design/Trouble";
import { Waiting } from "../../design/Waiting";
import { VIEW } from "./operations";
import { type Reading, readingOf } from "./reading";
import { PLACEHOLDER, queryOf, type Snippet, snippetsOf } from "./snippets";
import classes from "./TryToken.module.css";

/** What a token opens, to be looked at and to be asked for. It is about the token as it is saved. */
export function TryToken({ tokenId }: { tokenId: string }) {
  const { data, error, refetch, isPlaceholderData } = useManagement(VIEW, { id: tokenId });
  const view = isPlaceholderData ? undefined : data?.apiTokenView;
  const reading = view && readingOf(view.operations);

  return (
    <Panel title="Try it" about="What this token sees, as it is saved, and requests that it may make.">
      <Trouble problem={error} retry={() => void refetch()} />
      {!view && !error && <Waiting />}
      {view && (
        <Stack gap="md" align="stretch">
          {view.beyond.length > 0 && <Narrowed beyond={view.beyond} />}
          <ExplorerLink tokenId={tokenId} reading={reading} />
          {reading ? (
            <Snippets snippets={snippetsOf(reading, { graphql: CONTENT_URL, rest: REST_URL })} />
          ) : (
            <Text c="dimmed">There is nothing that it may read.</Text>
          )}
        </Stack>
      )}
    </Panel>
  );
}

function Narrowed({ beyond }: { beyond: string[] }) {
  return (
    <Alert color="orange" icon={<Icon name="warning" />} title="The token opens more than you may see">
      Left out here, as nobody sees more through a token than they may see themselves: {beyond.join("; ")}
    </Alert>
  );
}

/** The explorer is an application of its own, so that the panel does not have to load it. */
function ExplorerLink({ tokenId, reading }: { tokenId: string; reading: Reading | undefined }) {
  const query = reading && reading.reach !== "one" ? `#${new URLSearchParams({ query: queryOf(reading) })}` : "";
  return (
    <div>
      <Button
        component="a"
        variant="default"
        href={`${PANEL_PATH}/view-as/${encodeURIComponent(tokenId)}${query}`}
        target="_blank"
        rel="noreferrer"
        leftSection={<Icon name="play" />}
      >
        Open the explorer as this token
      </Button>
      <Text size="sm" c="dimmed" mt={6}>
        In a new tab, with your session and for reading only. It does not count as a use of the token.
      </Text>
    </div>
  );
}

function Snippets({ snippets }: { snippets: Snippet[] }) {
  return (
    <Tabs defaultValue={snippets[0]?.id ?? null} keepMounted={false}>
      <Tabs.List aria-label="Snippets">
        {snippets.map(({ id, name }) => (
          <Tabs.Tab key={id} value={id}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map(({ id, name, code }) => (
        <Tabs.Panel key={id} value={id} pt="sm">
          <pre className={classes.code} tabIndex={0} role="region" aria-label={`Snippet for ${name}`}>
            <code>{code}</code>
          </pre>
          <div className={classes.below}>
            <CopyText text={code} label="Copy the snippet" />
            <Text size="sm" c="dimmed">
              Put the secret in the place of <code>{PLACEHOLDER}</code>.
            </Text>
          </div>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
