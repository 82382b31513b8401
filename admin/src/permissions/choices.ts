// Content permissions as boxes that are ticked, and the grants that they stand for. Nothing here draws anything.

import type { ContentAction, GrantInput, GrantStatus } from "../graphql/graphql";

/** What a ticked action opens: these fields or all of them, published entries or drafts too. */
export type Choice = { fields: string[] | null; drafts: boolean };

type TypeChoices = Partial<Record<ContentAction, Choice>>;

/** The ticked actions of each content type; `*` stands for every one, future ones included. */
export type Choices = Record<string, TypeChoices>;

/** A grant as the server tells it. */
export type GrantLine = {
  contentType: string;
  actions: ContentAction[];
  fields?: string[] | null;
  status: GrantStatus;
  locales?: string[] | null;
};

/** What can be chosen on one content type. */
export type Choosable = {
  contentType: string;
  hasDrafts: boolean;
  actions: { action: ContentAction }[];
  fields: { name: string; readable: boolean; writable: boolean }[];
};

export type Ticked = "all" | "some" | "none";

export const EVERY_TYPE = "*";

const READING: ContentAction[] = ["find", "findOne"];
const WRITING: ContentAction[] = ["create", "update"];

export function isReading(action: ContentAction): boolean {
  return READING.includes(action);
}

/** The fields among which an action chooses; none where it is about whole entries. */
export function fieldsOf(type: Choosable, action: ContentAction): string[] {
  if (isReading(action)) {
    return type.fields.filter((field) => field.readable).map((field) => field.name);
  }
  return WRITING.includes(action) ? type.fields.filter((field) => field.writable).map((field) => field.name) : [];
}

/** The boxes that grants tick. Grants for some locales, and those that say of one action two things at once, are `kept`. */
export function choicesOf(grants: GrantLine[]): { choices: Choices; kept: GrantLine[] } {
  const choices: Choices = {};
  const kept: GrantLine[] = [];
  for (const grant of grants) {
    if (grant.locales) {
      kept.push(grant);
      continue;
    }
    const type = (choices[grant.contentType] ??= {});
    for (const action of grant.actions) {
      const drafts = isReading(action) && grant.status === "DRAFT";
      const present = type[action];
      if (present && present.drafts !== drafts) {
        kept.push({ ...grant, actions: [action] });
      } else {
        type[action] = { fields: union(present, grant.fields ?? null), drafts };
      }
    }
  }
  return { choices, kept };
}

function union(present: Choice | undefined, fields: string[] | null): string[] | null {
  if (!present) {
    return fields;
  }
  return present.fields && fields ? [...new Set([...present.fields, ...fields])] : null;
}

/** The grants that ticked boxes stand for; actions with the same fields share one. */
export function grantsOf(choices: Choices, kept: GrantLine[]): GrantInput[] {
  const grants = Object.entries(choices).flatMap(([contentType, actions]) => grantsOfType(contentType, actions));
  return [
    ...grants,
    ...kept.map(({ contentType, actions, fields, status, locales }) => ({
      contentType,
      actions,
      fields,
      status,
      locales,
    })),
  ];
}

function grantsOfType(contentType: string, choices: TypeChoices): GrantInput[] {
  const grants = new Map<string, GrantInput>();
  for (const [action, choice] of entriesOf(choices)) {
    const key = JSON.stringify([choice.fields, choice.drafts]);
    const grant = grants.get(key);
    const status: GrantStatus = choice.drafts ? "DRAFT" : "PUBLISHED";
    const actions = [...(grant?.actions ?? []), action];
    grants.set(key, { contentType, actions, fields: choice.fields, status });
  }
  return [...grants.values()];
}

function entriesOf(choices: TypeChoices): [ContentAction, Choice][] {
  return Object.entries(choices) as [ContentAction, Choice][];
}

/** How much of a content type is ticked. */
export function tickedOfType(choices: Choices, type: Choosable): Ticked {
  const ticked = type.actions.map(({ action }) => tickedOfAction(choices, type.contentType, action));
  if (ticked.every((each) => each === "all")) {
    return "all";
  }
  return ticked.every((each) => each === "none") ? "none" : "some";
}

/** How much of an action is ticked: all of it, some of its fields, or nothing. */
export function tickedOfAction(choices: Choices, contentType: string, action: ContentAction): Ticked {
  const choice = choices[contentType]?.[action];
  if (!choice) {
    return "none";
  }
  return choice.fields ? "some" : "all";
}

/** How many actions of a content type are ticked. */
export function countTicked(choices: Choices, contentType: string): number {
  return Object.keys(choices[contentType] ?? {}).length;
}

/** Ticks everything on a content type, or nothing. */
export function withType(choices: Choices, type: Choosable, ticked: boolean): Choices {
  const drafts = readsDrafts(choices, type.contentType);
  const actions = ticked ? type.actions.map(({ action }) => [action, whole(action, drafts)] as const) : [];
  return { ...choices, [type.contentType]: Object.fromEntries(actions) };
}

/** Ticks a whole action, or unticks it. */
export function withAction(choices: Choices, contentType: string, action: ContentAction, ticked: boolean): Choices {
  const drafts = readsDrafts(choices, contentType);
  const others = entriesOf(choices[contentType] ?? {}).filter(([other]) => other !== action);
  const changed = ticked ? [...others, [action, whole(action, drafts)] as const] : others;
  return { ...choices, [contentType]: Object.fromEntries(changed) };
}

/** Lets an action open these fields only, or with null all of them. No field at all is not the action. */
export function withFields(
  choices: Choices,
  contentType: string,
  action: ContentAction,
  fields: string[] | null,
): Choices {
  const present = choices[contentType]?.[action];
  const drafts = present?.drafts ?? (isReading(action) && readsDrafts(choices, contentType));
  return { ...choices, [contentType]: { ...choices[contentType], [action]: { fields, drafts } } };
}

/** Lets the reading actions of a content type show drafts too, or not. */
export function withDrafts(choices: Choices, contentType: string, drafts: boolean): Choices {
  const changed = entriesOf(choices[contentType] ?? {}).map(
    ([action, choice]) => [action, { ...choice, drafts: isReading(action) && drafts }] as const,
  );
  return { ...choices, [contentType]: Object.fromEntries(changed) };
}

/** Whether a reading action of the content type shows drafts. */
export function readsDrafts(choices: Choices, contentType: string): boolean {
  return entriesOf(choices[contentType] ?? {}).some(([, choice]) => choice.drafts);
}

/** Everything on these types, or what reads. */
export function wholeChoices(types: Choosable[], readingOnly: boolean, drafts: boolean): Choices {
  const ofType = (type: Choosable): TypeChoices => {
    const actions = type.actions.filter(({ action }) => !readingOnly || isReading(action));
    return Object.fromEntries(actions.map(({ action }) => [action, whole(action, drafts && type.hasDrafts)]));
  };
  return Object.fromEntries(types.map((type) => [type.contentType, ofType(type)]));
}

function whole(action: ContentAction, drafts: boolean): Choice {
  return { fields: null, drafts: drafts && isReading(action) };
}
