import { useCallback, useEffect, useRef, useState } from "react";

import { currentEndpoint, givenQuery, type View } from "./address";
import { execute, executeRenewing, type Parameters } from "./endpoint";
import { onSignOut, renewedToken } from "./session";
import { Workbench } from "./Workbench";

const FACTS = `query ViewFacts($id: ID!) {
  apiToken(id: $id) { name status }
  apiTokenView(id: $id) { beyond }
}`;

const WELCOME = `# Documentation and completion show
# what the token sees. Ctrl-Enter runs.

{
  __typename
}
`;

type Facts = { apiToken: { name: string; status: string } | null; apiTokenView: { beyond: string[] } };

type State = { phase: "opening" } | { phase: "closed"; why: string } | { phase: "open"; facts: Facts };

/** The content API as a token sees it, for the administrator who is signed in to the panel. */
export function ViewExplorer({ view }: { view: View }) {
  const [state, setState] = useState<State>({ phase: "opening" });
  const bearer = useRef("");

  useEffect(() => {
    void open(view).then((opened) => {
      bearer.current = opened.bearer;
      setState(opened.state);
    });
    return onSignOut(() => {
      bearer.current = "";
      setState({ phase: "closed", why: "You are signed out." });
    });
  }, [view]);

  const fetcher = useCallback(
    (parameters: Parameters) =>
      executeRenewing(currentEndpoint(), bearer.current, parameters, async () => {
        bearer.current = await renewedToken(view.management);
        return bearer.current;
      }),
    [view],
  );

  return (
    <>
      <header className="credential-bar">
        <h1>
          Keyway <span>{state.phase === "open" ? `as “${state.facts.apiToken?.name}” sees it` : "view"}</span>
        </h1>
        {state.phase === "open" && <Remarks facts={state.facts} />}
      </header>
      {state.phase === "open" && <Workbench fetcher={fetcher} defaultQuery={givenQuery() ?? WELCOME} />}
      {state.phase === "closed" && (
        <main className="closed">
          <p role="alert">{state.why}</p>
          <p>
            <a href={`${view.panel}/settings/api-tokens/${encodeURIComponent(view.tokenId)}`}>The token in the panel</a>
          </p>
        </main>
      )}
    </>
  );
}

/** How far the view can be trusted to be the token's. */
function Remarks({ facts }: { facts: Facts }) {
  const { beyond } = facts.apiTokenView;
  const status = facts.apiToken?.status ?? "ACTIVE";
  return (
    <p role="status">
      Reading only.
      {status !== "ACTIVE" && ` The token is ${status.toLowerCase()}, and shown as if it worked.`}
      {beyond.length > 0 && ` It opens more, which you may not see yourself: ${beyond.join("; ")}.`}
    </p>
  );
}

async function open(view: View): Promise<{ bearer: string; state: State }> {
  const bearer = await renewedToken(view.management);
  if (!bearer) {
    return { bearer, state: { phase: "closed", why: "Sign in to the panel first, and load this page again." } };
  }
  const answer = await execute(view.management, bearer, { query: FACTS, variables: { id: view.tokenId } });
  const facts = answer.data as Facts | null | undefined;
  if (!facts?.apiToken) {
    return { bearer, state: { phase: "closed", why: answer.errors?.[0]?.message ?? "Token not found" } };
  }
  return { bearer, state: { phase: "open", facts } };
}
