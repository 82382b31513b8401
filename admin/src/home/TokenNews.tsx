import { Anchor, SimpleGrid, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useManagement } from "../api/management";
import { Moment } from "../design/Moment";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { useNow } from "../design/useNow";
import { Waiting } from "../design/Waiting";
import classes from "./Home.module.css";
import { HOME_TOKENS, type HomeToken } from "./operations";

const WEEK_MILLIS = 7 * 86_400_000;
const SHOWN = 5;

/** Tokens that will stop working soon, and tokens that nobody has used. */
export function TokenNews() {
  const now = useNow();
  const { data, error, refetch } = useManagement(HOME_TOKENS, {});
  if (!data) {
    return error ? <Trouble problem={error} retry={() => void refetch()} /> : <Waiting />;
  }
  const expiring = data.expiring.nodes.filter(
    ({ expiresAt }) => expiresAt && Date.parse(expiresAt) < now + WEEK_MILLIS,
  );
  const unused = data.unused.nodes.filter(({ lastUsedAt }) => !lastUsedAt);

  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Tokens
        title="Expiring soon"
        about="Active tokens that stop within 7 days."
        nothing={data.expiring.pageInfo.total === 0 ? "There are no active tokens." : "None stops within 7 days."}
        tokens={expiring}
        sort="expiresAt"
        tell={({ expiresAt }) => <Moment at={expiresAt} />}
      />
      <Tokens
        title="Never used"
        about="Active tokens that no request has come with."
        nothing="Every active token has been used."
        tokens={unused}
        sort="lastUsedAt"
        tell={({ createdAt }) => (
          <>
            created <Moment at={createdAt} />
          </>
        )}
      />
    </SimpleGrid>
  );
}

type Props = {
  title: string;
  about: string;
  nothing: string;
  tokens: HomeToken[];
  sort: string;
  tell: (token: HomeToken) => ReactNode;
};

function Tokens({ title, about, nothing, tokens, sort, tell }: Props) {
  return (
    <Panel title={title} about={about}>
      {tokens.length === 0 && <Text size="sm">{nothing}</Text>}
      <ul className={classes.tokens}>
        {tokens.slice(0, SHOWN).map((token) => (
          <li key={token.id}>
            <Anchor component={Link} to="/settings/api-tokens/$id" params={{ id: token.id } as never}>
              {token.name}
            </Anchor>
            <Text span size="sm" c="dimmed">
              {tell(token)}
            </Text>
          </li>
        ))}
      </ul>
      {tokens.length > SHOWN && (
        <Anchor component={Link} size="sm" to="/settings/api-tokens" search={{ status: "ACTIVE", sort } as never}>
          See all {tokens.length === 20 ? "of them" : tokens.length}
        </Anchor>
      )}
    </Panel>
  );
}
