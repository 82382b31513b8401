import { Anchor, Code, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useManagement } from "../api/management";
import { type Column, DataTable } from "../design/DataTable";
import { EmptyList } from "../design/EmptyList";
import { Moment } from "../design/Moment";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { type Refusal, REFUSALS } from "./operations";

const SHOWN = 10;

const REASONS = {
  NO_CREDENTIAL: "No token",
  UNKNOWN_CREDENTIAL: "Unknown token",
  EXPIRED: "Token expired",
  DISABLED: "Token disabled",
  MISSING_PERMISSION: "Permission missing",
};

/** Which requests for content were refused lately, and why. */
export function Refusals() {
  const { data, error, refetch } = useManagement(REFUSALS, {});
  const report = data?.recentRefusals;
  return (
    <Panel
      title="Refused lately"
      about={
        report && (
          <>
            Since this server started <Moment at={report.since} />:{" "}
            {count(report.unauthenticated, "request without a good token", "requests without a good token")},{" "}
            {count(report.forbidden, "missing permission", "missing permissions")}.
          </>
        )
      }
      flush
    >
      <Trouble problem={error} retry={() => void refetch()} />
      {!report && !error && <Waiting />}
      {report?.refusals.length === 0 && (
        <EmptyList
          icon="check"
          title="Nothing was refused"
          about="Every request for content was one that may be made."
        />
      )}
      {report && report.refusals.length > 0 && (
        <DataTable
          label="Refused lately"
          columns={COLUMNS}
          rows={report.refusals.slice(0, SHOWN)}
          rowKey={({ reason, surface, route, tokenId, missing }) => [reason, surface, route, tokenId, missing].join()}
        />
      )}
    </Panel>
  );
}

const COLUMNS: Column<Refusal>[] = [
  { label: "Last", render: ({ lastAt }) => <Moment at={lastAt} /> },
  { label: "Why", render: (refusal) => <Why refusal={refusal} /> },
  { label: "Where", render: ({ route }) => <Code>{route ?? "GraphQL"}</Code> },
  { label: "Token", render: (refusal) => <Token refusal={refusal} /> },
  { label: "Times", render: (refusal) => <span className="number">{refusal.count}</span> },
];

function Why({ refusal: { reason, missing } }: { refusal: Refusal }) {
  return (
    <div>
      {REASONS[reason]}
      {missing && (
        <Text size="sm" c="dimmed" ff="monospace">
          {missing}
        </Text>
      )}
    </div>
  );
}

function Token({ refusal: { tokenId, tokenName } }: { refusal: Refusal }) {
  if (!tokenId) {
    return "–";
  }
  if (!tokenName) {
    return "A deleted one";
  }
  return (
    <Anchor inherit component={Link} to="/settings/api-tokens/$id" params={{ id: tokenId } as never}>
      {tokenName}
    </Anchor>
  );
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
