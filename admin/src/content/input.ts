// The values of a form as the content API takes them, and what cannot be sent at all.

import { fromLocalInput } from "../design/time";
import { type Attribute, componentOf, type ContentModel, labelOf } from "./model";
import { isSame, isSettable, isTooLong, type Linked, type Part, type Value, type Values } from "./values";

/** Something that is wrong, and where: names of attributes and positions in lists. */
export type Complaint = { path: string[]; message: string };

export type Input = Record<string, unknown>;

/** The types whose values may be blanks. */
const TEXTS: Attribute["type"][] = ["STRING", "TEXT", "RICHTEXT", "PASSWORD"];

/** A rule that the server found broken, in words that name the field as the form does. */
export function inWords({ path, message }: Complaint): Complaint {
  const field = path.findLast((step) => !/^\d+$/.test(step)) ?? "";
  const place = path.reduce(
    (text, step) => (/^\d+$/.test(step) ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    "",
  );
  if (/must be defined\.$|the final value was: `null`\.$/.test(message)) {
    return { path, message: `${labelOf(field)} is required to publish` };
  }
  return { path, message: message.startsWith(`${place} `) ? labelOf(field) + message.slice(place.length) : message };
}

/** Tells what is wrong with a value, which is then not sent. */
type Complain = (message: string) => null;

type Sent = { input: Input; complaints: Complaint[] };

/** What is to be known of the entry that is written. */
export type Writing = {
  model: ContentModel;
  /** Whether the entry is there already, and with it the components that have ids. */
  exists: boolean;
  /** Whether the ids of components are those of the rows that are written. */
  keepsIds: boolean;
};

/** The names of the attributes whose values differ. */
export function changedNames(attributes: Attribute[], before: Values, after: Values): string[] {
  return attributes.map(({ name }) => name).filter((name) => !isSame(before[name], after[name]));
}

/** Whether an attribute can be set in this write. */
export function canWrite({ actions }: Attribute, exists: boolean): boolean {
  return actions.includes(exists ? "update" : "create");
}

/** The input of an entry: of one that is there, what differs from `before`; of a new one, what says something. */
export function inputOf(writing: Writing, attributes: Attribute[], before: Values, values: Values): Sent {
  const writable = attributes.filter((attribute) => canWrite(attribute, writing.exists));
  const changed = new Set(changedNames(writable, before, values));
  const sent = writable.filter((attribute) =>
    writing.exists ? changed.has(attribute.name) : saysSomething(attribute, values[attribute.name]),
  );
  return collect(writing, sent, values, []);
}

/** Where a default would take the place of what is not sent, nothing has to be sent as such. */
function saysSomething(attribute: Attribute, value: Value | undefined): boolean {
  const isEmpty = value === undefined || value === "" || value === null || (Array.isArray(value) && value.length === 0);
  const hasDefault = attribute.default !== null && attribute.default !== undefined;
  return !isEmpty || (hasDefault && value !== undefined);
}

function collect(writing: Writing, attributes: Attribute[], values: Values, path: string[]): Sent {
  const sent: Sent = { input: {}, complaints: [] };
  for (const attribute of attributes) {
    const value = values[attribute.name];
    if (value === undefined || isTooLong(value)) {
      continue;
    }
    const place = [...path, attribute.name];
    const complain = (message: string) => {
      sent.complaints.push({ path: place, message });
      return null;
    };
    sent.input[attribute.name] = isComposed(attribute)
      ? composedInput(writing, attribute, value as Part | Part[] | null, place, sent.complaints)
      : plainInput(attribute, value, complain);
  }
  return sent;
}

function isComposed({ type }: Attribute): boolean {
  return type === "COMPONENT" || type === "DYNAMICZONE";
}

function composedInput(
  writing: Writing,
  { type }: Attribute,
  value: Part | Part[] | null,
  path: string[],
  complaints: Complaint[],
): unknown {
  const part = (each: Part, place: string[]) => {
    const component = componentOf(writing.model, each.component);
    const id = writing.keepsIds ? each.id : undefined;
    const settable = (component?.attributes ?? []).filter(isSettable);
    const sent = settable.filter(
      (attribute) => id !== undefined || saysSomething(attribute, each.values[attribute.name]),
    );
    const inner = collect(writing, sent, each.values, place);
    complaints.push(...inner.complaints);
    return {
      ...(type === "DYNAMICZONE" && { __typename: component?.typeName }),
      ...(id && { id }),
      ...inner.input,
    };
  };
  if (Array.isArray(value)) {
    return value.map((each, index) => part(each, [...path, String(index)]));
  }
  return value && part(value, path);
}

function plainInput(attribute: Attribute, value: Value, complain: Complain): unknown {
  if (Array.isArray(value)) {
    const ids = (value as Linked[]).map((linked) => linked.documentId);
    return attribute.list ? ids : (ids[0] ?? null);
  }
  if (typeof value !== "string") {
    return value;
  }
  const isBlank = value === "" || (value.trim() === "" && !TEXTS.includes(attribute.type));
  return isBlank ? null : textInput(attribute, value, complain);
}

/** What a text that is not blank means in an attribute of this type. */
function textInput({ type }: Attribute, text: string, complain: Complain): unknown {
  switch (type) {
    case "INTEGER":
      return /^[+-]?\d+$/.test(text.trim()) ? Number(text) : complain("Write a whole number");
    case "BIGINTEGER":
      return /^[+-]?\d+$/.test(text.trim()) ? text.trim() : complain("Write a whole number");
    case "FLOAT":
    case "DECIMAL":
      return Number.isFinite(Number(text)) ? Number(text) : complain("Write a number, such as 9.5");
    case "TIME":
      return /^\d\d:\d\d$/.test(text) ? `${text}:00` : text;
    case "DATETIME":
    case "TIMESTAMP":
      return fromLocalInput(text) ?? complain("Write a day and a time");
    case "JSON":
    case "BLOCKS":
      return parsed(text, complain);
    default:
      return text;
  }
}

function parsed(text: string, complain: Complain): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return complain(`This is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}`);
  }
}
