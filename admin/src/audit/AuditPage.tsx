import { Anchor, Text } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

import { useManagement } from "../api/management";
import type { Column } from "../design/DataTable";
import { EmptyList } from "../design/EmptyList";
import { SearchBar } from "../design/ListControls";
import { ListPanel } from "../design/ListPanel";
import { Moment } from "../design/Moment";
import { Page } from "../design/Page";
import { AuditFilters } from "./AuditFilters";
import { EventDialog } from "./EventDialog";
import { type AuditEvent, EVENTS } from "./operations";
import { type AuditSearch, filterOf, isNarrowed } from "./search";
import { actionInWords, actorInWords, targetInWords } from "./words";

const PATH = "/settings/audit";
const PAGE_SIZE = 25;

/** Who did what: searched, narrowed, a page at a time, with the details of one event; all of it in the address. */
export function AuditPage() {
  const wanted = useSearch({ from: `/gate${PATH}` });
  const navigate = useNavigate({ from: PATH });
  const { q = "", sort = "at:desc", page = 1 } = wanted;
  const { data, error, refetch } = useManagement(EVENTS, {
    filter: filterOf(wanted),
    search: q || null,
    sort: [sort],
    pagination: { page, pageSize: PAGE_SIZE },
  });
  const shown = data?.auditEvents.nodes.find((event) => event.id === wanted.event);

  const narrow = useCallback(
    (change: Partial<AuditSearch>) =>
      void navigate({ search: (former) => ({ ...former, page: undefined, ...change }), replace: true }),
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ q: text || undefined }), [narrow]);

  return (
    <Page title="Audit Log" about="Who did what to which token, role, administrator or content type.">
      <SearchBar label="Search by person, action or name" value={q} onSearch={search} />
      <AuditFilters wanted={wanted} onChange={narrow} />
      <ListPanel
        label="Audit Log"
        noun="event"
        columns={COLUMNS}
        rowKey={(event) => event.id}
        page={data?.auditEvents}
        problem={error}
        retry={() => void refetch()}
        sort={sort}
        onSort={(next) => narrow({ sort: next })}
        onPage={(next) => narrow({ page: next })}
        isNarrowed={isNarrowed(wanted)}
        empty={<EmptyList icon="clock" title="Nothing has been done yet" about="Every change will stand here." />}
      />
      <EventDialog
        event={shown}
        onClose={() => void navigate({ search: (former) => ({ ...former, event: undefined }) })}
        onNarrow={(next) => void navigate({ search: next })}
      />
    </Page>
  );
}

const COLUMNS: Column<AuditEvent>[] = [
  { label: "When", sortKey: "at", render: (event) => <Moment at={event.at} /> },
  { label: "Who", render: (event) => <span className="whole">{actorInWords(event)}</span> },
  { label: "What", sortKey: "action", render: (event) => <Opener event={event} /> },
  { label: "Target", render: (event) => <Target event={event} /> },
  { label: "From", render: (event) => <span className="whole">{event.address ?? "–"}</span> },
];

/** Opens the details, at an address of their own. */
function Opener({ event }: { event: AuditEvent }) {
  return (
    <Anchor
      inherit
      component={Link}
      from={PATH}
      to={PATH}
      search={((former: AuditSearch) => ({ ...former, event: event.id })) as never}
    >
      {actionInWords(event.action)}
    </Anchor>
  );
}

function Target({ event }: { event: AuditEvent }) {
  return (
    <div>
      {event.targetName ?? "–"}
      <Text size="sm" c="dimmed">
        {targetInWords(event.targetKind)}
      </Text>
    </div>
  );
}
