// An administrator as they are being typed, and what the server is told of them.

import type { CreateAdminUserInput, UpdateAdminUserInput } from "../graphql/graphql";
import type { Person } from "./operations";

export type PersonDraft = {
  email: string;
  name: string;
  /** Empty where it is to stay. */
  password: string;
  enabled: boolean;
  roles: string[];
};

export const EMPTY_DRAFT: PersonDraft = { email: "", name: "", password: "", enabled: true, roles: [] };

/** The administrator as they are, to be changed. */
export function draftOf({ email, name, enabled, roles }: Person): PersonDraft {
  return { email, name, password: "", enabled, roles: roles.map(({ id }) => id) };
}

/** What makes the administrator. */
export function creationOf(draft: PersonDraft): CreateAdminUserInput {
  return draft;
}

/** What changes the administrator, if nobody else has since this revision. */
export function changeOf({ password, ...draft }: PersonDraft, expectedRevision: number): UpdateAdminUserInput {
  return { ...draft, ...(password && { password }), expectedRevision };
}
