import type { ReactNode } from "react";

import { type Column, DataTable } from "./DataTable";
import { EmptyList } from "./EmptyList";
import { Pager } from "./ListControls";
import { Panel } from "./Panel";
import { Trouble } from "./Trouble";
import { Waiting } from "./Waiting";

type ListPage<Row> = { nodes: Row[]; pageInfo: { page: number; pageCount: number; total: number } };

type Props<Row> = {
  label: string;
  noun: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  /** Absent until it was read. */
  page: ListPage<Row> | undefined;
  problem: unknown;
  retry: () => void;
  sort?: string;
  onSort?: (sort: string) => void;
  onPage: (page: number) => void;
  /** Whether a search or a filter leaves something out. */
  isNarrowed: boolean;
  /** Stands where there is nothing at all. */
  empty: ReactNode;
};

/** A page of a list: a table with its pager, or what stands in its place. */
export function ListPanel<Row>(props: Props<Row>) {
  const { page, problem, isNarrowed, noun } = props;
  return (
    <>
      <Trouble problem={problem} retry={props.retry} />
      <Panel flush>
        {!page && !problem && <Waiting />}
        {page?.pageInfo.total === 0 && !isNarrowed && props.empty}
        {page?.pageInfo.total === 0 && isNarrowed && (
          <EmptyList icon="search" title={`No ${noun} is like that`} about="Search for less, or for something else." />
        )}
        {page && page.pageInfo.total > 0 && (
          <>
            <DataTable
              label={props.label}
              columns={props.columns}
              rows={page.nodes}
              rowKey={props.rowKey}
              sort={props.sort}
              onSort={props.onSort}
            />
            <Pager {...page.pageInfo} noun={noun} onPage={props.onPage} />
          </>
        )}
      </Panel>
    </>
  );
}
