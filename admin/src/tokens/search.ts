// What the address of the token list says.

import type { ApiTokenStatus, ApiTokenType } from "../graphql/graphql";

type TokenSearch = { q?: string; sort?: string; page?: number; type?: ApiTokenType; status?: ApiTokenStatus };

const TYPES: ApiTokenType[] = ["READ_ONLY", "FULL_ACCESS", "CUSTOM"];
const STATUSES: ApiTokenStatus[] = ["ACTIVE", "EXPIRED", "DISABLED"];

/** Reads the address; what means nothing is left out. */
export function tokenSearch(given: Record<string, unknown>): TokenSearch {
  const text = (key: string) => (typeof given[key] === "string" && given[key] ? given[key] : undefined);
  const page = Number(given.page);
  return {
    q: text("q"),
    sort: text("sort"),
    page: Number.isInteger(page) && page > 1 ? page : undefined,
    type: TYPES.find((type) => type === given.type),
    status: STATUSES.find((status) => status === given.status),
  };
}
