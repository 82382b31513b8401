// The operations on one content type, put together from what the administrator may use of it.

import { type ContentType, may, type Status, statusRead } from "./model";
import type { Operation } from "./request";
import { conditionOf, columnAttributes, listedAttributes, type ListSearch, STATES, takesValue } from "./search";
import type { Attribute, ContentModel } from "./model";
import { isTimestamp, shows, titleOf } from "./model";
import type { Raw, Reading } from "./selection";
import { FILE_FIELDS, linkFields, selectionOf } from "./selection";

export const PAGE_SIZE = 20;

export type ListAnswer = {
  list: { nodes: Raw[]; pageInfo: { page: number; pageCount: number; total: number } };
};

const SEARCHED: Attribute["type"][] = ["STRING", "TEXT", "RICHTEXT", "EMAIL", "UID"];

/** A page of the entries that an address means. */
export function listOperation(type: ContentType, search: ListSearch): Operation {
  const status = statusRead(type, "find");
  const title = titleOf(type, status);
  const columns = [...(title ? [title] : []), ...columnAttributes(type, title)];
  const times = listedAttributes(type).filter((attribute) => attribute.name === "updatedAt");
  const fields = ["documentId", ...[...columns, ...times].map(({ name }) => name)].join(" ");
  const state = STATES.find(({ value }) => value === search.state);
  const publication = state && status === "DRAFT" ? `publicationFilter: ${state.filter}` : "";
  const filters = filtersOf(type, search);
  return {
    query: `query List($filters: ${type.typeName}FiltersInput, $sort: [String], $page: Int) {
      list: ${type.listField}_connection(status: ${status} ${publication} filters: $filters, sort: $sort,
          pagination: {page: $page, pageSize: ${PAGE_SIZE}}) {
        nodes { ${fields} } pageInfo { page pageCount total }
      }
    }`,
    variables: { filters, sort: [search.sort ?? defaultSort(type)], page: search.page ?? 1 },
  };
}

/** How a list is sorted while nobody says otherwise. */
export function defaultSort(type: ContentType): string {
  return listedAttributes(type).some(({ name }) => name === "updatedAt") ? "updatedAt:desc" : "documentId";
}

function filtersOf(type: ContentType, { q, where }: ListSearch): Record<string, unknown> | null {
  const all = [...(q ? [searchFilter(type, q)] : []), ...conditionFilters(type, where ?? [])];
  return all.length > 0 ? { and: all } : null;
}

/** The entries in which a text stands somewhere. */
export function searchFilter(type: ContentType, text: string): Record<string, unknown> {
  const texts = listedAttributes(type).filter((attribute) => SEARCHED.includes(attribute.type));
  return { or: texts.map(({ name }) => ({ [name]: { containsi: text } })) };
}

function conditionFilters(type: ContentType, where: string[]): Record<string, unknown>[] {
  const known = new Map(listedAttributes(type).map((attribute) => [attribute.name, attribute]));
  return where.map(conditionOf).flatMap(({ field, operator, value }) => {
    const attribute = known.get(field);
    if (!attribute || (takesValue(operator) && value === "")) {
      return [];
    }
    return [{ [field]: { [operator]: takesValue(operator) ? filterValue(attribute, value) : true } }];
  });
}

function filterValue({ type }: Attribute, value: string): unknown {
  switch (type) {
    case "INTEGER":
    case "FLOAT":
    case "DECIMAL":
      return Number(value);
    case "BOOLEAN":
      return value === "true";
    case "DATETIME":
    case "TIMESTAMP":
      return new Date(value).toISOString();
    case "TIME":
      return value.length === 5 ? `${value}:00` : value;
    default:
      return value;
  }
}

export type StatesAnswer = { published: Raw[]; modified: Raw[] };

/** Which of these entries are published, and which of those have changed since. */
export function statesOperation(type: ContentType, ids: string[]): Operation {
  const chosen = `filters: {documentId: {in: $ids}}, pagination: {limit: ${Math.max(ids.length, 1)}}`;
  return {
    query: `query States($ids: [ID]) {
      published: ${type.listField}(status: PUBLISHED, ${chosen}) { documentId }
      modified: ${type.listField}(status: DRAFT, publicationFilter: MODIFIED, ${chosen}) { documentId }
    }`,
    variables: { ids },
  };
}

/** One entry with everything that its form shows, and what state it is in. Without `findOne` it is a list of one. */
export function entryOperation(type: ContentType, documentId: string | undefined, reading: Reading): Operation {
  const times = type.attributes.filter(
    (attribute) => isTimestamp(attribute) && shows(attribute, reading.action, reading.status),
  );
  const fields = `documentId ${times.map(({ name }) => name).join(" ")} ${selectionOf(reading, type.attributes)}`;
  const listed = documentId !== undefined && reading.action === "find";
  const field = listed ? type.listField : type.oneField;
  const chosen = documentId === undefined ? "" : listed ? "filters: {documentId: {eq: $id}}, " : "documentId: $id, ";
  const one = (alias: string, rest: string, set: string) => `${alias}: ${field}(${chosen}${rest}) { ${set} }`;
  const states = [
    one("published", "status: PUBLISHED", "documentId"),
    one("modified", "status: DRAFT, publicationFilter: MODIFIED", "documentId"),
  ];
  const entry = one("entry", `status: ${reading.status}`, fields);
  const head = documentId === undefined ? "" : "($id: ID!)";
  return {
    query: `query Entry${head} { ${entry} ${reading.status === "DRAFT" ? states.join(" ") : ""} }`,
    variables: documentId === undefined ? {} : { id: documentId },
  };
}

/** The action by which one entry is read. */
export function readAction(type: ContentType): "find" | "findOne" {
  return type.kind === "COLLECTION" && may(type, "findOne") ? "findOne" : "find";
}

type Write = { data: Record<string, unknown>; status: Status; documentId?: string | undefined };

/** Makes an entry. */
export function createOperation(type: ContentType, { data, status }: Write): Operation {
  const query = `mutation Create($data: ${type.typeName}Input!) {
    written: create${type.typeName}(status: ${status}, data: $data) { documentId }
  }`;
  return { query, variables: { data } };
}

/** Changes an entry; that of a single type is made where there is none. */
export function updateOperation(type: ContentType, { data, status, documentId }: Write): Operation {
  const [head, id] = idArgument(documentId);
  const query = `mutation Update($data: ${type.typeName}Input! ${head}) {
    written: update${type.typeName}(${id} status: ${status}, data: $data) { documentId }
  }`;
  return { query, variables: { data, ...(documentId !== undefined && { id: documentId }) } };
}

/** Deletes an entry with its draft. */
export function deleteOperation(type: ContentType, documentId: string | undefined): Operation {
  return documentOperation(`delete${type.typeName}`, documentId);
}

/** Makes the draft of an entry what is published. */
export function publishOperation(type: ContentType, documentId: string | undefined): Operation {
  return documentOperation(`publish${type.typeName}`, documentId);
}

/** Takes an entry from the public; its draft stays. */
export function unpublishOperation(type: ContentType, documentId: string | undefined): Operation {
  return documentOperation(`unpublish${type.typeName}`, documentId);
}

/** Makes what is published the draft of an entry again. */
export function discardOperation(type: ContentType, documentId: string | undefined): Operation {
  return documentOperation(`discard${type.typeName}Draft`, documentId);
}

function documentOperation(field: string, documentId: string | undefined): Operation {
  const [head, id] = idArgument(documentId);
  const query = `mutation Act${head && `(${head})`} { done: ${field}${id && `(${id})`} { documentId } }`;
  return { query, variables: documentId === undefined ? {} : { id: documentId } };
}

function idArgument(documentId: string | undefined): [string, string] {
  return documentId === undefined ? ["", ""] : ["$id: ID!", "documentId: $id"];
}

export type PickAnswer = { list: { nodes: Raw[]; pageInfo: { total: number } } };

/** Entries to choose from, such as a text stands in. */
export function pickOperation(model: ContentModel, type: ContentType, status: Status, text: string): Operation {
  const title = titleOf(type, status);
  const filters = text && title ? { [title.name]: { containsi: text } } : null;
  return {
    query: `query Pick($filters: ${type.typeName}FiltersInput) {
      list: ${type.listField}_connection(status: ${status}, filters: $filters, sort: "${title?.name ?? "documentId"}",
          pagination: {limit: ${PAGE_SIZE}}) {
        nodes { ${linkFields({ model, status }, type.contentType)} } pageInfo { total }
      }
    }`,
    variables: { filters },
  };
}

type FileSearch = { text: string; page: number; allowedTypes: string[] };

/** A page of the uploaded files, the latest first. */
export function filesOperation(type: ContentType, { text, page, allowedTypes }: FileSearch): Operation {
  const kinds = allowedTypes.map((kind) => MIME_PREFIXES[kind]);
  const all = [
    ...(text ? [{ name: { containsi: text } }] : []),
    ...(kinds.length > 0 && kinds.every((kind) => kind !== undefined)
      ? [{ or: kinds.map((prefix) => ({ mime: { startsWith: prefix } })) }]
      : []),
  ];
  return {
    query: `query Files($filters: ${type.typeName}FiltersInput, $page: Int) {
      list: ${type.listField}_connection(filters: $filters, sort: "createdAt:desc",
          pagination: {page: $page, pageSize: 12}) {
        nodes { ${FILE_FIELDS} } pageInfo { page pageCount total }
      }
    }`,
    variables: { filters: all.length > 0 ? { and: all } : null, page },
  };
}

const MIME_PREFIXES: Record<string, string> = { images: "image/", videos: "video/", audios: "audio/" };

/** The longest list that the server answers. */
export function longestOperation(model: ContentModel): Operation | undefined {
  const listed = model.contentTypes.find((type) => type.listField && may(type, "find"));
  return (
    listed && {
      query: `{ list: ${listed.listField}_connection(pagination: {limit: 100}) { pageInfo { pageSize } } }`,
      variables: {},
    }
  );
}
