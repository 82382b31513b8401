import { Badge, Button } from "@mantine/core";

import { useManagement, useManagementChange } from "../api/management";
import { type Column, DataTable } from "../design/DataTable";
import { Moment } from "../design/Moment";
import { notify } from "../design/notices";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { graphql } from "../graphql";
import type { SessionsQuery } from "../graphql/graphql";
import { agentName } from "./agent";

const SESSIONS = graphql(`
  query Sessions {
    sessions {
      id
      current
      createdAt
      lastUsedAt
      address
      userAgent
    }
  }
`);

const REVOKE = graphql(`
  mutation RevokeSession($id: ID!) {
    revokeSession(id: $id) {
      id
    }
  }
`);

type Session = SessionsQuery["sessions"][number];

/** Where the person is signed in. */
export function Sessions() {
  const { data, error } = useManagement(SESSIONS, {});
  const revoke = useManagementChange(REVOKE);

  function end(id: string) {
    revoke.mutate({ id }, { onSuccess: () => notify("The session has ended") });
  }

  const columns: Column<Session>[] = [
    { label: "Browser", render: (session) => agentName(session.userAgent) },
    { label: "Address", render: (session) => session.address ?? "–" },
    { label: "Signed in", render: (session) => <Moment at={session.createdAt} /> },
    { label: "Last used", render: (session) => <Moment at={session.lastUsedAt} /> },
    {
      label: "End",
      quiet: true,
      render: (session) =>
        session.current ? (
          <Badge variant="light">This one</Badge>
        ) : (
          <Button
            variant="default"
            size="xs"
            loading={revoke.isPending && revoke.variables.id === session.id}
            onClick={() => end(session.id)}
          >
            End
          </Button>
        ),
    },
  ];

  return (
    <Panel title="Sessions" about="Where you are signed in. Ending a session signs that browser out at once." flush>
      <Trouble problem={error ?? revoke.error} />
      {!data && !error && <Waiting />}
      {data && <DataTable label="Sessions" columns={columns} rows={data.sessions} rowKey={(session) => session.id} />}
    </Panel>
  );
}
