// What the address of a list says: what is searched for, how it is narrowed and sorted, which page.

import type { Attribute, ContentType } from "./model";
import { isTimestamp, shows, statusBehind, statusRead } from "./model";

export type Condition = { field: string; operator: string; value: string };

export type ListSearch = {
  q?: string;
  sort?: string;
  page?: number;
  /** Conditions such as `rating:gte:4`. */
  where?: string[];
  state?: string;
};

/** The states that an entry can be in, as the content API asks for them. */
export const STATES = [
  { value: "draft", label: "Never published", filter: "NEVER_PUBLISHED" },
  { value: "modified", label: "Changed since published", filter: "MODIFIED" },
  { value: "published", label: "Published as it is", filter: "UNMODIFIED" },
] as const;

/** Reads the address; what means nothing is left out. */
export function listSearch(given: Record<string, unknown>): ListSearch {
  const text = (key: string) => (typeof given[key] === "string" && given[key] ? given[key] : undefined);
  const page = Number(given.page);
  const where = Array.isArray(given.where) ? given.where.filter((each) => typeof each === "string") : [];
  return {
    q: text("q"),
    sort: text("sort"),
    page: Number.isInteger(page) && page > 1 ? page : undefined,
    where: where.length > 0 ? where : undefined,
    state: STATES.find(({ value }) => value === given.state)?.value,
  };
}

export function conditionOf(text: string): Condition {
  const [field = "", operator = "", ...value] = text.split(":");
  return { field, operator, value: value.join(":") };
}

export function conditionText({ field, operator, value }: Condition): string {
  return `${field}:${operator}:${value}`;
}

type Operator = { operator: string; label: string };

const EQUALITY: Operator[] = [
  { operator: "eq", label: "is" },
  { operator: "ne", label: "is not" },
];
const ORDER: Operator[] = [
  { operator: "gt", label: "is more than" },
  { operator: "gte", label: "is at least" },
  { operator: "lt", label: "is less than" },
  { operator: "lte", label: "is at most" },
];
const TIME_ORDER: Operator[] = [
  { operator: "gte", label: "is from" },
  { operator: "lte", label: "is until" },
];
const PRESENCE: Operator[] = [
  { operator: "notNull", label: "has a value" },
  { operator: "null", label: "has no value" },
];
const TEXT: Operator[] = [
  { operator: "containsi", label: "contains" },
  { operator: "eqi", label: "is" },
  { operator: "startsWith", label: "begins with" },
];

/** By what a list can be narrowed at this attribute. */
export function operatorsOf({ type }: Attribute): Operator[] {
  switch (type) {
    case "STRING":
    case "TEXT":
    case "RICHTEXT":
    case "EMAIL":
    case "UID":
      return [...TEXT, ...PRESENCE];
    case "ENUMERATION":
      return [...EQUALITY, ...PRESENCE];
    case "BOOLEAN":
      return [{ operator: "eq", label: "is" }, ...PRESENCE];
    case "INTEGER":
    case "BIGINTEGER":
    case "FLOAT":
    case "DECIMAL":
      return [...EQUALITY, ...ORDER, ...PRESENCE];
    case "DATE":
      return [{ operator: "eq", label: "is" }, ...TIME_ORDER, ...PRESENCE];
    case "TIME":
    case "DATETIME":
    case "TIMESTAMP":
      return [...TIME_ORDER, ...PRESENCE];
    default:
      return [];
  }
}

/** Whether an operator compares with a value. */
export function takesValue(operator: string): boolean {
  return operator !== "null" && operator !== "notNull";
}

/** The attributes that a list of entries shows, sorts and is narrowed by. */
export function listedAttributes(type: ContentType): Attribute[] {
  const status = statusBehind(type, statusRead(type, "find"));
  return type.attributes.filter((attribute) => shows(attribute, "find", status));
}

const COLUMNS = 3;
const SHORT: Attribute["type"][] = [
  "STRING",
  "EMAIL",
  "ENUMERATION",
  "INTEGER",
  "DECIMAL",
  "BOOLEAN",
  "DATE",
  "DATETIME",
];

/** The attributes that have a column beside the title. */
export function columnAttributes(type: ContentType, title: Attribute | undefined): Attribute[] {
  const short = listedAttributes(type).filter(
    (attribute) => attribute !== title && !isTimestamp(attribute) && SHORT.includes(attribute.type),
  );
  return short.slice(0, COLUMNS);
}
