// A token as it is being typed, and what the server is told of it.

import type { ApiTokenType, CreateApiTokenInput, UpdateApiTokenInput } from "../graphql/graphql";
import { type Choices, choicesOf, type GrantLine, grantsOf } from "../permissions/choices";
import { type Duration, expiryInput } from "./duration";
import type { Token } from "./operations";

export type TokenDraft = {
  name: string;
  description: string;
  type: ApiTokenType;
  readDrafts: boolean;
  duration: Duration;
  date: string;
  choices: Choices;
  kept: GrantLine[];
};

export const EMPTY_DRAFT: TokenDraft = {
  name: "",
  description: "",
  type: "READ_ONLY",
  readDrafts: false,
  duration: "DAYS_30",
  date: "",
  choices: {},
  kept: [],
};

/** The token as it is, to be changed. */
export function draftOf(token: Token): TokenDraft {
  const { name, description, type, readDrafts } = token;
  return { name, description, type, readDrafts, duration: "KEEP", date: "", ...choicesOf(token.grants ?? []) };
}

/** What makes the token. */
export function creationOf(draft: TokenDraft): CreateApiTokenInput {
  const { name, description, type } = draft;
  return {
    name,
    description,
    type,
    readDrafts: readsDraftsWhole(draft),
    ...expiryInput(draft.duration, draft.date),
    ...grantsInput(draft),
  };
}

/** What changes the token, if nobody else has changed it since this revision. */
export function changeOf(draft: TokenDraft, expectedRevision: number): UpdateApiTokenInput {
  return { ...creationOf(draft), expectedRevision };
}

function readsDraftsWhole(draft: TokenDraft): boolean {
  return draft.type === "READ_ONLY" && draft.readDrafts;
}

function grantsInput({ type, choices, kept }: TokenDraft) {
  return type === "CUSTOM" ? { grants: grantsOf(choices, kept) } : {};
}
