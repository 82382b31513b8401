// What is asked of an entry, and its answer as the values of a form.

import {
  type Attribute,
  type Component,
  componentOf,
  type ContentModel,
  FILE,
  isTimestamp,
  shows,
  type Status,
  titleOf,
  typeOf,
} from "./model";
import { type FileFacts, freshKey, type Linked, type Part, scalarText, type Value, type Values } from "./values";

/** How entries are read. */
export type Reading = {
  model: ContentModel;
  status: Status;
  action: "find" | "findOne";
  /** The longest list that the server answers; one of this length may have been cut off. */
  longest: number;
};

export type Raw = Record<string, unknown>;

/** What is asked of a file. */
export const FILE_FIELDS = "documentId name url mime alternativeText formats";

/** The attributes that a form shows values of. */
export function shownAttributes(attributes: Attribute[], { action, status }: Reading): Attribute[] {
  return attributes.filter((attribute) => !isTimestamp(attribute) && shows(attribute, action, status));
}

/** The fields of a selection set for these attributes. */
export function selectionOf(reading: Reading, attributes: Attribute[]): string {
  return shownAttributes(attributes, reading)
    .map((attribute) => fieldOf(reading, attribute))
    .join(" ");
}

function fieldOf(reading: Reading, attribute: Attribute, key = attribute.name): string {
  const alias = key === attribute.name ? "" : `${key}: `;
  const page = attribute.list ? `(pagination: {limit: ${reading.longest}})` : "";
  const named = `${alias}${attribute.name}`;
  switch (attribute.type) {
    case "RELATION":
      return `${named}${page} { ${linkFields(reading, attribute.target ?? "")} }`;
    case "MEDIA":
      return `${named}${page} { ${FILE_FIELDS} }`;
    case "COMPONENT":
      return `${named}${page} { id ${componentFields(reading, attribute.components[0])} }`;
    case "DYNAMICZONE":
      return `${named} { __typename ${kindsOf(reading, attribute).map(kindFields(reading)).join(" ")} }`;
    default:
      return named;
  }
}

/** What is asked of an entry to show it as one of a list. */
export function linkFields({ model, status }: Pick<Reading, "model" | "status">, target: string): string {
  const type = typeOf(model, target);
  const title = type && titleOf(type, status);
  return title ? `documentId title: ${title.name}` : "documentId";
}

function componentFields(reading: Reading, uid: string | undefined): string {
  const component = componentOf(reading.model, uid ?? "");
  return component ? selectionOf(inComponent(reading), component.attributes) : "";
}

function inComponent(reading: Reading): Reading {
  return { ...reading, action: "find" };
}

/** A kind of component in a zone, with the response key of each attribute. */
type ZoneKind = { component: Component; keys: Map<string, string> };

/** The kinds in a zone. Where two have an attribute of one name and different types, GraphQL wants other keys for them. */
function kindsOf(reading: Reading, zone: Attribute): ZoneKind[] {
  const taken = new Map<string, string>();
  return zone.components.flatMap((uid) => {
    const component = componentOf(reading.model, uid);
    if (!component) {
      return [];
    }
    const shown = shownAttributes(component.attributes, inComponent(reading));
    const keys = shown.map((attribute): [string, string] => {
      const signature = signatureOf(component, attribute);
      const first = taken.get(attribute.name) ?? signature;
      taken.set(attribute.name, first);
      return [attribute.name, first === signature ? attribute.name : `${component.typeName}_${attribute.name}`];
    });
    return [{ component, keys: new Map(keys) }];
  });
}

function signatureOf(component: Component, { type, list, target, components }: Attribute): string {
  const own = type === "ENUMERATION" || type === "DYNAMICZONE" ? component.uid : "";
  return JSON.stringify([type, list, target, components, own]);
}

function kindFields(reading: Reading) {
  return ({ component, keys }: ZoneKind) => {
    const shown = shownAttributes(component.attributes, inComponent(reading));
    const fields = shown.map((attribute) => fieldOf(inComponent(reading), attribute, keys.get(attribute.name)));
    return `... on ${component.typeName} { id ${fields.join(" ")} }`;
  };
}

/** The values that an answer has for these attributes. */
export function valuesOf(reading: Reading, attributes: Attribute[], raw: Raw): Values {
  const shown = shownAttributes(attributes, reading);
  return Object.fromEntries(
    shown.map((attribute) => [attribute.name, valueOf(reading, attribute, raw[attribute.name])]),
  );
}

function valueOf(reading: Reading, attribute: Attribute, raw: unknown): Value {
  if (attribute.list && attribute.type !== "DYNAMICZONE" && rawList(raw).length >= reading.longest) {
    return { tooLong: true };
  }
  switch (attribute.type) {
    case "RELATION":
      return rawList(raw).map((target) => linkedOf(target, attribute.target ?? ""));
    case "MEDIA":
      return rawList(raw).map((file) => linkedOf(file, FILE));
    case "COMPONENT": {
      const parts = rawList(raw).map((part) => partOf(reading, attribute.components[0] ?? "", part));
      return attribute.list ? parts : (parts[0] ?? null);
    }
    case "DYNAMICZONE":
      return zoneOf(reading, attribute, raw);
    case "BOOLEAN":
      return typeof raw === "boolean" ? raw : null;
    default:
      return scalarText(attribute.type, raw);
  }
}

/** A list of objects, of one, or of none. */
function rawList(raw: unknown): Raw[] {
  const list: unknown[] = Array.isArray(raw) ? raw : [raw];
  return list.filter((item): item is Raw => typeof item === "object" && item !== null);
}

/** What an answer to [`linkFields`] stands for; of files, their facts. */
export function linkedOf(raw: Raw, target: string): Linked {
  const documentId = String(raw.documentId);
  if (target === FILE) {
    return { documentId, title: textOf(raw.name) || documentId, file: fileOf(raw) };
  }
  return { documentId, title: textOf(raw.title) || `Untitled (${documentId.slice(0, 6)}…)` };
}

function fileOf(raw: Raw): FileFacts {
  const formats = raw.formats as { thumbnail?: { url?: unknown } } | null;
  const mime = textOf(raw.mime);
  const url = textOf(raw.url);
  const thumbnail = textOf(formats?.thumbnail?.url) || (mime.startsWith("image/") ? url : "");
  return { url, mime, alternativeText: textOf(raw.alternativeText) || null, preview: thumbnail || null };
}

function partOf(reading: Reading, uid: string, raw: Raw): Part {
  const component = componentOf(reading.model, uid);
  const values = component ? valuesOf(inComponent(reading), component.attributes, raw) : {};
  return { key: freshKey(), id: String(raw.id), component: uid, values };
}

function zoneOf(reading: Reading, zone: Attribute, raw: unknown): Part[] {
  const kinds = kindsOf(reading, zone);
  return rawList(raw).flatMap((item) => {
    const kind = kinds.find(({ component }) => component.typeName === item.__typename);
    if (!kind) {
      return [];
    }
    const named = Object.fromEntries([...kind.keys].map(([name, key]) => [name, item[key]]));
    return [partOf(reading, kind.component.uid, { ...named, id: item.id })];
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
