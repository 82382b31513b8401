// The values of an entry as a form holds them. Numbers, moments and JSON are texts until they are sent, so that what is
// half typed is not lost.

import type { Attribute, Component, ContentModel } from "./model";
import { componentOf } from "./model";

/** An entry or file that a relation leads to. */
export type Linked = { documentId: string; title: string; file?: FileFacts };

/** What is shown of a file. */
export type FileFacts = { url: string; mime: string; alternativeText: string | null; preview: string | null };

/** A component within an entry; `key` tells it from its siblings while the form is open. */
export type Part = { key: string; id: string | undefined; component: string; values: Values };

/** A list that is longer than what one answer holds, and so is not edited here. */
export type TooLong = { tooLong: true };

export type Value = string | boolean | null | Linked[] | Part | Part[] | TooLong;

/** By the names of attributes. What the administrator may set but not see is absent until they set it. */
export type Values = Record<string, Value | undefined>;

let nextKey = 1;

/** A key that no other component of the page has. */
export function freshKey(): string {
  return `part-${nextKey++}`;
}

/** The value of an attribute where nothing is there. */
export function emptyValue({ type, list }: Attribute): Value {
  switch (type) {
    case "BOOLEAN":
      return null;
    case "RELATION":
    case "MEDIA":
    case "DYNAMICZONE":
      return [];
    case "COMPONENT":
      return list ? [] : null;
    default:
      return "";
  }
}

/** The values that a new entry or component begins with. */
export function newValues(model: ContentModel, attributes: Attribute[]): Values {
  return Object.fromEntries(
    attributes.filter(isSettable).map((attribute) => [attribute.name, newValue(model, attribute)]),
  );
}

function newValue(model: ContentModel, attribute: Attribute): Value {
  const { type, list, required, components } = attribute;
  const component = components[0];
  if (type === "COMPONENT" && !list && required && component) {
    return newPart(model, component);
  }
  return attribute.default === null || attribute.default === undefined
    ? emptyValue(attribute)
    : defaultValue(attribute, attribute.default);
}

function defaultValue({ type, members }: Attribute, value: unknown): Value {
  switch (type) {
    case "BOOLEAN":
      return value === true;
    case "ENUMERATION":
      return members.find((member) => member.value === value)?.name ?? "";
    default:
      return scalarText(type, value);
  }
}

/** A component with nothing in it yet. */
export function newPart(model: ContentModel, uid: string): Part {
  const component: Component | undefined = componentOf(model, uid);
  return { key: freshKey(), id: undefined, component: uid, values: newValues(model, component?.attributes ?? []) };
}

/** Whether the administrator may set the attribute, in a new entry or in one that is there. */
export function isSettable({ actions }: Attribute): boolean {
  return actions.includes("create") || actions.includes("update");
}

/** A scalar of the content API as its input shows it. */
export function scalarText(type: Attribute["type"], value: unknown): string {
  if (value === null || value === undefined) {
    return "";
  }
  switch (type) {
    case "JSON":
    case "BLOCKS":
      return JSON.stringify(value, null, 2);
    case "DATETIME":
    case "TIMESTAMP":
      return typeof value === "string" ? localMoment(value) : "";
    case "TIME":
      return typeof value === "string" ? value.replace(/\.000$/, "") : "";
    default:
      return typeof value === "string" ? value : JSON.stringify(value);
  }
}

/** A moment as `<input type="datetime-local">` has it, to the second. */
function localMoment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return "";
  }
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, local.endsWith(".000Z") ? 19 : 23);
}

/** Whether two values are the same, but for the keys of components. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
  return one === other || JSON.stringify(one, withoutKeys) === JSON.stringify(other, withoutKeys);
}

function withoutKeys(name: string, value: unknown): unknown {
  return name === "key" ? undefined : value;
}

export function isTooLong(value: Value | undefined): value is TooLong {
  return typeof value === "object" && value !== null && "tooLong" in value;
}
