import { Anchor, Checkbox, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Column } from "../design/DataTable";
import { Moment } from "../design/Moment";
import type { State } from "./entry";
import { type Attribute, type ContentType, labelOf, may, statusRead, titleOf } from "./model";
import type { StatesAnswer } from "./operations";
import { columnAttributes, listedAttributes } from "./search";
import type { Raw } from "./selection";
import { StateBadge } from "./StateBadge";

type Given = {
  type: ContentType;
  /** The documents that are chosen. */
  chosen: string[];
  onChoose: (ids: string[]) => void;
  /** The documents of the page. */
  ids: string[];
  /** Which of them are published; nothing until it is known. */
  states: StatesAnswer | undefined;
};

/** The columns of a list: the title, a few facts, the state, the last change. */
export function entryColumns({ type, chosen, onChoose, ids, states }: Given): Column<Raw>[] {
  const title = titleOf(type, statusRead(type, "find"));
  const hasTimes = listedAttributes(type).some(({ name }) => name === "updatedAt");
  const acts = may(type, "delete") || (may(type, "publish") && type.hasDrafts);
  const nameOf = (node: Raw) => titleText(node, title);

  function choose(id: string, isChosen: boolean) {
    onChoose(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id));
  }

  return [
    ...(acts ? [choice({ ids, chosen, onChoose, choose, nameOf })] : []),
    {
      label: title ? labelOf(title.name) : "Entry",
      sortKey: title?.name,
      render: (node) => (
        <Anchor
          component={Link}
          to="/content/$type/$id"
          params={{ type: type.contentType, id: String(node.documentId) } as never}
          fw={600}
        >
          {nameOf(node)}
        </Anchor>
      ),
    },
    ...columnAttributes(type, title).map((attribute): Column<Raw> => ({
      label: labelOf(attribute.name),
      sortKey: attribute.name,
      render: (node) => <Cell attribute={attribute} value={node[attribute.name]} />,
    })),
    ...(statusRead(type, "find") === "DRAFT"
      ? [{ label: "State", render: (node: Raw) => <StateOf id={String(node.documentId)} states={states} /> }]
      : []),
    ...(hasTimes
      ? [
          {
            label: "Changed",
            sortKey: "updatedAt",
            render: (node: Raw) => <Moment at={typeof node.updatedAt === "string" ? node.updatedAt : null} />,
          },
        ]
      : []),
  ];
}

type Choice = Pick<Given, "ids" | "chosen" | "onChoose"> & {
  choose: (id: string, isChosen: boolean) => void;
  nameOf: (node: Raw) => string;
};

function choice({ ids, chosen, onChoose, choose, nameOf }: Choice): Column<Raw> {
  return {
    label: "Choose",
    head: (
      <Checkbox
        aria-label="Choose all of this page"
        checked={chosen.length > 0 && chosen.length === ids.length}
        indeterminate={chosen.length > 0 && chosen.length < ids.length}
        onChange={(event) => onChoose(event.currentTarget.checked ? ids : [])}
      />
    ),
    quiet: true,
    render: (node) => (
      <Checkbox
        aria-label={`Choose ${nameOf(node)}`}
        checked={chosen.includes(String(node.documentId))}
        onChange={(event) => choose(String(node.documentId), event.currentTarget.checked)}
      />
    ),
  };
}

function titleText(node: Raw, title: Attribute | undefined): string {
  const text = title && node[title.name];
  return typeof text === "string" && text ? text : `Untitled (${String(node.documentId).slice(0, 6)}…)`;
}

function StateOf({ id, states }: { id: string; states: StatesAnswer | undefined }) {
  if (!states) {
    return <Text size="sm">…</Text>;
  }
  const has = (list: Raw[]) => list.some(({ documentId }) => documentId === id);
  const state: State = !has(states.published) ? "draft" : has(states.modified) ? "modified" : "published";
  return <StateBadge state={state} />;
}

function Cell({ attribute, value }: { attribute: Attribute; value: unknown }) {
  if (value === null || value === undefined || value === "") {
    return <span>–</span>;
  }
  switch (attribute.type) {
    case "BOOLEAN":
      return <span>{value === true ? "Yes" : "No"}</span>;
    case "ENUMERATION":
      return <span>{attribute.members.find(({ name }) => name === value)?.value}</span>;
    case "DATETIME":
      return <Moment at={typeof value === "string" ? value : null} />;
    default:
      return <span className="number">{typeof value === "string" ? value : JSON.stringify(value)}</span>;
  }
}
