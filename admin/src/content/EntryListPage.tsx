import { Button } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";

import { DataTable } from "../design/DataTable";
import { EmptyList } from "../design/EmptyList";
import { Icon } from "../design/Icon";
import { Pager, SearchBar } from "../design/ListControls";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { BulkActions } from "./BulkActions";
import { entryColumns } from "./columns";
import { Filters } from "./Filters";
import { rememberList } from "./lastList";
import { type ContentType, may, statusRead } from "./model";
import { defaultSort, type ListAnswer, listOperation, type StatesAnswer, statesOperation } from "./operations";
import { useContent } from "./request";
import type { ListSearch } from "./search";

const FROM = "/gate/content/$type";

/** The entries of a type: searched, narrowed, sorted, a page at a time, all of it in the address. */
export function EntryListPage({ type }: { type: ContentType }) {
  const search: ListSearch = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/content/$type" });
  const [chosen, setChosen] = useState<string[]>([]);
  const listed = may(type, "find");
  const { data, error, refetch } = useContent<ListAnswer>(listOperation(type, search), { enabled: listed });
  const nodes = data?.list.nodes ?? [];
  const ids = nodes.map((node) => String(node.documentId));
  const knowsStates = statusRead(type, "find") === "DRAFT";
  const states = useContent<StatesAnswer>(statesOperation(type, ids), { enabled: knowsStates && ids.length > 0 });
  const isNarrowed = Boolean(search.q ?? search.where ?? search.state);
  const total = data?.list.pageInfo.total;

  useEffect(() => rememberList(type, search), [type, search]);

  const narrow = useCallback(
    (change: ListSearch) => {
      setChosen([]);
      void navigate({ search: (former) => ({ ...former, page: undefined, ...change }), replace: true });
    },
    [navigate],
  );
  const find = useCallback((text: string) => narrow({ q: text || undefined }), [narrow]);

  const create = may(type, "create") && (
    <Button
      component={Link}
      to="/content/$type/new"
      params={{ type: type.contentType } as never}
      leftSection={<Icon name="plus" />}
    >
      Create new entry
    </Button>
  );

  return (
    <Page
      title={type.displayName}
      about={type.description}
      actions={create}
      back={{ to: "/content", label: "Content" }}
    >
      {listed && (
        <>
          <SearchBar label={`Search in ${type.displayName}`} value={search.q ?? ""} onSearch={find} />
          <Filters type={type} search={search} onChange={narrow} />
        </>
      )}
      <Trouble problem={error} retry={() => void refetch()} />
      <Panel flush>
        {listed && !data && !error && <Waiting />}
        {!listed && (
          <EmptyList icon="content" title="Not for you to list" about="Your roles do not open the list of entries." />
        )}
        {total === 0 && !isNarrowed && (
          <EmptyList icon="content" title="No entries yet" about="What you create here appears in the content API.">
            {create}
          </EmptyList>
        )}
        {total === 0 && isNarrowed && (
          <EmptyList icon="search" title="No entry is like that" about="Search for less, or for something else." />
        )}
        {data && total !== undefined && total > 0 && (
          <>
            <BulkActions type={type} chosen={chosen} onDone={() => setChosen([])} />
            <DataTable
              label={type.displayName}
              columns={entryColumns({ type, chosen, onChoose: setChosen, ids, states: states.data })}
              rows={nodes}
              rowKey={(node) => String(node.documentId)}
              sort={search.sort ?? defaultSort(type)}
              onSort={(sort) => narrow({ sort })}
            />
            <Pager {...data.list.pageInfo} noun="entry" plural="entries" onPage={(page) => narrow({ page })} />
          </>
        )}
      </Panel>
    </Page>
  );
}
