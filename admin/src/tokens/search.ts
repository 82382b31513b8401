// What the address of the token list says.

import { type ListSearch, listAddress } from "../api/address";
import type { ApiTokenStatus, ApiTokenType } from "../graphql/graphql";

type TokenSearch = ListSearch & { type?: ApiTokenType; status?: ApiTokenStatus };

const TYPES: ApiTokenType[] = ["READ_ONLY", "FULL_ACCESS", "CUSTOM"];
const STATUSES: ApiTokenStatus[] = ["ACTIVE", "EXPIRED", "DISABLED"];

/** Reads the address; what means nothing is left out. */
export function tokenSearch(given: Record<string, unknown>): TokenSearch {
  return {
    ...listAddress(given),
    type: TYPES.find((type) => type === given.type),
    status: STATUSES.find((status) => status === given.status),
  };
}
