// A role as it is being typed, and what the server is told of it.

import type { CreateRoleInput, UpdateRoleInput } from "../graphql/graphql";
import { type Choices, choicesOf, type GrantLine, grantsOf } from "../permissions/choices";
import type { Role } from "./operations";

export type RoleDraft = {
  name: string;
  description: string;
  permissions: string[];
  choices: Choices;
  kept: GrantLine[];
};

export const EMPTY_DRAFT: RoleDraft = { name: "", description: "", permissions: [], choices: {}, kept: [] };

/** The role as it is, to be changed. */
export function draftOf({ name, description, permissions, grants }: Role): RoleDraft {
  return { name, description, permissions, ...choicesOf(grants) };
}

/** What makes the role. */
export function creationOf({ name, description, permissions, choices, kept }: RoleDraft): CreateRoleInput {
  return { name, description, permissions, grants: grantsOf(choices, kept) };
}

/** What changes the role, if nobody else has changed it since this revision. */
export function changeOf(draft: RoleDraft, expectedRevision: number): UpdateRoleInput {
  return { ...creationOf(draft), expectedRevision };
}
