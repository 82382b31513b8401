// What the page's address says: which GraphQL endpoint it belongs to.

import type { Endpoint } from "./endpoint";

/** The explorer and its endpoint share one address; which of the two planes it is shows in the path. */
export function currentEndpoint(): Endpoint {
  const url = window.location.pathname;
  return { url, kind: url.endsWith("/admin/graphql") ? "management" : "content" };
}
