// The definition of a content type in the form of a schema file, as the form reads and changes it. Keys that the form
// does not know stay as they are.

/** An attribute as a schema file has it. */
export type Attribute = { type: string } & Record<string, unknown>;

export type Definition = {
  kind?: "collectionType" | "singleType";
  uid?: string;
  collectionName?: string;
  info?: Record<string, unknown>;
  options?: Record<string, unknown>;
  attributes: Record<string, Attribute>;
} & Record<string, unknown>;

export type Kind = "collectionType" | "singleType" | "component";

export const KIND_NAMES: Record<Kind, string> = {
  collectionType: "Collection type",
  singleType: "Single type",
  component: "Component",
};

/** A definition with nothing in it yet. */
export function emptyDefinition(kind: Kind): Definition {
  const info = { displayName: "" };
  if (kind === "component") {
    return { uid: "", collectionName: "", info, options: {}, attributes: {} };
  }
  const names = { singularName: "", pluralName: "", ...info };
  return { kind, info: names, options: { draftAndPublish: true }, attributes: {} };
}

export function kindOf(definition: Definition): Kind {
  return definition.kind ?? "component";
}

/** The text under a key of `info`. */
export function infoOf(definition: Definition, key: string): string {
  const value = definition.info?.[key];
  return typeof value === "string" ? value : "";
}

export function withInfo(definition: Definition, change: Record<string, string>): Definition {
  return { ...definition, info: { ...definition.info, ...change } };
}

/** An object without one of its keys. */
export function without<Value extends object>(value: Value, ...keys: string[]): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) as Value;
}

/** What identifies the type: the singular name, or a component's uid. */
export function singularOf(definition: Definition): string {
  return definition.kind ? infoOf(definition, "singularName") : (definition.uid ?? "");
}

/** How other types name it. */
export function uidOf(definition: Definition): string {
  const singular = singularOf(definition);
  return definition.uid ?? `api::${singular}.${singular}`;
}

export function hasDrafts(definition: Definition): boolean {
  return definition.options?.draftAndPublish === true;
}

export function withDrafts(definition: Definition, drafts: boolean): Definition {
  return { ...definition, options: { ...definition.options, draftAndPublish: drafts } };
}

/** Puts an attribute in its place, or at the end; under another name, in the place of the former one. */
export function withAttribute(
  definition: Definition,
  former: string | undefined,
  name: string,
  attribute: Attribute,
): Definition {
  const entries = Object.entries(definition.attributes);
  const changed = entries.map(([each, value]): [string, Attribute] =>
    each === former ? [name, attribute] : [each, value],
  );
  const all =
    former !== undefined && former in definition.attributes ? changed : [...entries, [name, attribute] as const];
  return { ...definition, attributes: Object.fromEntries(all) };
}

export function withoutAttribute(definition: Definition, name: string): Definition {
  return { ...definition, attributes: without(definition.attributes, name) };
}

/** Moves an attribute one place up or down. */
export function withAttributeMoved(definition: Definition, name: string, step: -1 | 1): Definition {
  const entries = Object.entries(definition.attributes);
  const from = entries.findIndex(([each]) => each === name);
  const moved = entries[from];
  const to = from + step;
  if (!moved || to < 0 || to >= entries.length) {
    return definition;
  }
  entries.splice(from, 1);
  entries.splice(to, 0, moved);
  return { ...definition, attributes: Object.fromEntries(entries) };
}

/** Reads a text that somebody typed; a sentence about it where it is no definition. */
export function parsed(text: string): Definition | string {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== "object" || json === null || Array.isArray(json)) {
      return "This is not a JSON object";
    }
    const { attributes = {} } = json as { attributes?: unknown };
    if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
      return "The attributes are not an object";
    }
    if (Object.values(attributes).some((attribute) => typeof attribute !== "object" || attribute === null)) {
      return "An attribute is not an object";
    }
    return { ...json, attributes: attributes as Record<string, Attribute> };
  } catch (problem) {
    return problem instanceof Error ? problem.message : "This is not JSON";
  }
}

/** Whether two definitions say the same, in whatever order their keys are. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Words joined by hyphens, as names of types are: "Blog post" becomes "blog-post". */
export function kebab(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");
}

/** The plural that comes to mind first; a person can type another one. */
export function plural(singular: string): string {
  if (!singular) {
    return "";
  }
  if (/[^aeiou]y$/.test(singular)) {
    return `${singular.slice(0, -1)}ies`;
  }
  return /(s|x|z|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}
