import { Table, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./DataTable.module.css";
import { Icon } from "./Icon";

export type Column<Row> = {
  label: string;
  /** By what the server sorts; a column without is not sorted by. */
  sortKey?: string;
  /** Whether only those who listen need the label. */
  quiet?: boolean;
  /** What stands in the head in place of the label. */
  head?: ReactNode;
  render: (row: Row) => ReactNode;
};

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Such as `name` or `createdAt:desc`. */
  sort?: string;
  onSort?: (sort: string) => void;
};

/** A table; where there is no room for its columns, each row is a card. */
export function DataTable<Row>({ label, columns, rows, rowKey, sort, onSort }: Props<Row>) {
  return (
    <Table className={classes.table} verticalSpacing="sm" horizontalSpacing="md" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column.label} aria-sort={ariaSort(column.sortKey, sort)}>
              {column.sortKey && onSort ? (
                <SortButton label={column.label} sortKey={column.sortKey} sort={sort} onSort={onSort} />
              ) : (
                (column.head ?? <span className={column.quiet ? "visually-hidden" : undefined}>{column.label}</span>)
              )}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map((column) => (
              <Table.Td key={column.label} data-label={column.quiet ? undefined : column.label}>
                {column.render(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type SortProps = { label: string; sortKey: string; sort: string | undefined; onSort: (sort: string) => void };

function SortButton({ label, sortKey, sort, onSort }: SortProps) {
  const direction = ariaSort(sortKey, sort);
  return (
    <UnstyledButton
      className={classes.sort}
      onClick={() => onSort(direction === "ascending" ? `${sortKey}:desc` : sortKey)}
    >
      {label}
      <span className={direction ? undefined : classes.idle}>
        <Icon name={direction === "descending" ? "down" : "up"} size={14} />
      </span>
    </UnstyledButton>
  );
}

function ariaSort(sortKey: string | undefined, sort: string | undefined): "ascending" | "descending" | undefined {
  const [key, direction] = sort?.split(":") ?? [];
  if (!sortKey || key !== sortKey) {
    return undefined;
  }
  return direction === "desc" ? "descending" : "ascending";
}
