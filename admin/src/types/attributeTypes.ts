// The types of attributes, what people call them, and which options each has.

import { type Attribute, without } from "./definition";

export type OptionKey =
  | "required"
  | "unique"
  | "private"
  | "default"
  | "minLength"
  | "maxLength"
  | "regex"
  | "min"
  | "max"
  | "enum"
  | "enumName"
  | "targetField"
  | "indexed"
  | "multiple"
  | "allowedTypes"
  | "relation"
  | "component"
  | "repeatable"
  | "components";

type AttributeType = { label: string; about: string; options: OptionKey[] };

const TEXT: OptionKey[] = ["required", "unique", "private", "default", "minLength", "maxLength", "regex"];
const NUMBER: OptionKey[] = ["required", "unique", "private", "default", "min", "max", "indexed"];
const MOMENT: OptionKey[] = ["required", "unique", "private", "default", "indexed"];
const LONG: OptionKey[] = ["required", "private", "default", "minLength", "maxLength"];
const ENUMERATION: OptionKey[] = ["enum", "required", "unique", "private", "default", "enumName", "indexed"];

export const ATTRIBUTE_TYPES: Record<string, AttributeType> = {
  string: { label: "Short text", about: "Up to 255 characters", options: [...TEXT, "indexed"] },
  text: { label: "Long text", about: "Plain text of any length", options: TEXT },
  richtext: { label: "Rich text", about: "Markdown", options: LONG },
  blocks: { label: "Rich text (blocks)", about: "Paragraphs, lists, images as JSON", options: ["required", "private"] },
  integer: { label: "Integer", about: "A whole number", options: NUMBER },
  biginteger: { label: "Big integer", about: "A whole number of many digits", options: NUMBER },
  decimal: { label: "Decimal", about: "An exact number, such as a price", options: NUMBER },
  float: { label: "Float", about: "A measured number", options: NUMBER },
  boolean: { label: "Boolean", about: "Yes or no", options: ["required", "private", "default", "indexed"] },
  date: { label: "Date", about: "A day", options: MOMENT },
  time: { label: "Time", about: "A time of day", options: MOMENT },
  datetime: { label: "Date and time", about: "A moment", options: MOMENT },
  timestamp: { label: "Timestamp", about: "A moment, as machines note it", options: MOMENT },
  enumeration: { label: "Enumeration", about: "One of some values", options: ENUMERATION },
  email: { label: "E-mail", about: "An address of mail", options: [...TEXT, "indexed"] },
  uid: {
    label: "UID",
    about: "A unique name for addresses",
    options: ["targetField", "required", "private", "default", "regex"],
  },
  password: {
    label: "Password",
    about: "Stored as a hash, never shown",
    options: ["required", "private", "minLength", "maxLength", "regex"],
  },
  json: { label: "JSON", about: "Anything that JSON can say", options: ["required", "private", "default"] },
  relation: { label: "Relation", about: "Entries of a content type", options: ["relation", "private"] },
  media: { label: "Media", about: "Uploaded files", options: ["multiple", "allowedTypes", "required", "private"] },
  component: {
    label: "Component",
    about: "A group of fields, once or many times",
    options: ["component", "repeatable", "min", "max", "required", "private"],
  },
  dynamiczone: {
    label: "Dynamic zone",
    about: "A list of components of several kinds",
    options: ["components", "min", "max", "required", "private"],
  },
};

/** Attributes that hold a number of things count them with `min` and `max`. */
export function countsItems(type: string): boolean {
  return type === "component" || type === "dynamiczone";
}

export function labelOf(type: string): string {
  return ATTRIBUTE_TYPES[type]?.label ?? type;
}

/** Whether the attribute is declared to be indexed. */
export function isIndexed(attribute: Attribute): boolean {
  const plugins = attribute.pluginOptions as { keyway?: { indexed?: unknown } } | undefined;
  return plugins?.keyway?.indexed === true;
}

/** Declares it, or not; what other plugins say stays. */
export function withIndexed(attribute: Attribute, indexed: boolean): Attribute {
  const plugins = { ...(attribute.pluginOptions as { keyway?: object } | undefined) };
  const own = { ...without(plugins.keyway ?? {}, "indexed"), ...(indexed && { indexed }) };
  const all = { ...without(plugins, "keyway"), ...(Object.keys(own).length > 0 && { keyway: own }) };
  return { ...without(attribute, "pluginOptions"), ...(Object.keys(all).length > 0 && { pluginOptions: all }) };
}

/** Sets a key, or takes it away where there is nothing to say. A default can be `false`; an option that is, is none. */
export function withOption(attribute: Attribute, key: string, value: unknown): Attribute {
  const says = value !== undefined && value !== "" && (value !== false || key === "default");
  return says ? { ...attribute, [key]: value } : without(attribute, key);
}

/** What is special about an attribute, in a few words. */
export function summaryOf(attribute: Attribute): string {
  const flags = ["required", "unique", "private", "repeatable", "multiple"].filter((key) => attribute[key] === true);
  const text = (key: string) => (typeof attribute[key] === "string" ? attribute[key] : undefined);
  const list = (key: string) => (Array.isArray(attribute[key]) ? attribute[key].join(", ") : undefined);
  const relation = attribute.type === "relation" ? [text("relation"), text("target")].filter(Boolean).join(" to ") : "";
  const source = text("targetField") && `from ${text("targetField")}`;
  const details = [relation, text("component"), list("components"), list("enum"), source];
  return [...details.filter(Boolean), ...flags, isIndexed(attribute) ? "indexed" : ""].filter(Boolean).join(" · ");
}
