// Relations with two ends: what has to change in other types when one end does.

import { type Attribute, type Definition, isSame, uidOf, without, withoutAttribute } from "./definition";

export const RELATIONS = ["oneToOne", "oneToMany", "manyToOne", "manyToMany"] as const;

export type Relation = (typeof RELATIONS)[number];

/** The name of the attribute that is the other end; nothing where the relation leads one way. */
export function otherEnd(attribute: Attribute): string | undefined {
  const end = attribute.inversedBy ?? attribute.mappedBy;
  return attribute.type === "relation" && typeof end === "string" && end ? end : undefined;
}

/** A relation of this kind with this other end, or none; which of the two owns it follows from the kind. */
export function withOtherEnd(attribute: Attribute, relation: Relation, end: string | undefined): Attribute {
  const { inversedBy, mappedBy } = attribute;
  const isMapped = relation === "oneToMany" || (relation !== "manyToOne" && mappedBy !== undefined && !inversedBy);
  const key = isMapped ? "mappedBy" : "inversedBy";
  return { ...without(attribute, "inversedBy", "mappedBy"), relation, ...(end !== undefined && { [key]: end }) };
}

/** The same relation as seen from its other end. */
function inverted(relation: unknown): unknown {
  return relation === "oneToMany" ? "manyToOne" : relation === "manyToOne" ? "oneToMany" : relation;
}

/** All of a change: the type's own definition, where it relates to itself, and those of the others that change along. */
export type Change = { definition: Definition; alongWith: Definition[] };

/** What makes `wanted` of `former` (or of nothing), with the other ends of its relations in `types`. */
export function changeOf(wanted: Definition, former: Definition | undefined, types: Definition[]): Change {
  const own = uidOf(wanted);
  const byUid = new Map(types.map((type) => [uidOf(type), type]));
  byUid.set(own, wanted);
  for (const [name, attribute] of Object.entries(former?.attributes ?? {})) {
    const now = wanted.attributes[name];
    if (otherEnd(attribute) && !(now && leadsToTheSame(attribute, now))) {
      removeEnd(byUid, own, name, attribute);
    }
  }
  for (const [name, attribute] of Object.entries(wanted.attributes)) {
    putEnd(byUid, own, name, attribute, former?.attributes[name]);
  }
  const alongWith = types
    .filter((type) => uidOf(type) !== own)
    .flatMap((type) => changed(type, byUid.get(uidOf(type))));
  return { definition: byUid.get(own) ?? wanted, alongWith };
}

function changed(before: Definition, after: Definition | undefined): Definition[] {
  return after && !isSame(before, after) ? [after] : [];
}

function leadsToTheSame(one: Attribute, other: Attribute): boolean {
  return one.target === other.target && otherEnd(one) === otherEnd(other);
}

function removeEnd(byUid: Map<string, Definition>, own: string, name: string, attribute: Attribute) {
  const [target, end] = [byUid.get(String(attribute.target)), otherEnd(attribute)];
  const theirs = end && target?.attributes[end];
  if (target && end && theirs && theirs.target === own && otherEnd(theirs) === name) {
    byUid.set(String(attribute.target), withoutAttribute(target, end));
  }
}

function putEnd(
  byUid: Map<string, Definition>,
  own: string,
  name: string,
  attribute: Attribute,
  former: Attribute | undefined,
) {
  const [target, end] = [byUid.get(String(attribute.target)), otherEnd(attribute)];
  if (!target || !end || (String(attribute.target) === own && end === name)) {
    return;
  }
  const present = target.attributes[end];
  const isOurs = present === undefined || (otherEnd(present) === name && present.target === own);
  const wasOurs = former !== undefined && otherEnd(former) === end && former.target === attribute.target;
  // An attribute of somebody else's stays; the server says what is wrong with the name.
  if (!isOurs && !wasOurs) {
    return;
  }
  const kept = without(present ?? {}, "inversedBy", "mappedBy");
  const key = attribute.mappedBy !== undefined ? "inversedBy" : "mappedBy";
  const theirs = { ...kept, type: "relation", relation: inverted(attribute.relation), target: own, [key]: name };
  byUid.set(String(attribute.target), { ...target, attributes: { ...target.attributes, [end]: theirs } });
}
