// What the page's address says: which GraphQL endpoint it belongs to.

import type { Endpoint } from "./endpoint";

/** A token's view, the management API that knows the token, and the panel around them. */
export type View = { tokenId: string; management: Endpoint; panel: string };

/** The explorer and its endpoint share one address; which of them it is shows in the path. */
export function currentEndpoint(): Endpoint {
  const url = window.location.pathname;
  return { url, kind: url.endsWith("/admin/graphql") ? "management" : currentView() ? "view" : "content" };
}

/** The view that the page is for, where it is for one. */
export function currentView(): View | undefined {
  const [, panel, tokenId] = /^(.*\/admin)\/view-as\/([^/]+)$/.exec(window.location.pathname) ?? [];
  if (panel === undefined || tokenId === undefined) {
    return undefined;
  }
  return { tokenId: decodeURIComponent(tokenId), management: { url: `${panel}/graphql`, kind: "management" }, panel };
}

/** The query to begin with, as the panel's link has it after `#query=`. */
export function givenQuery(): string | undefined {
  return new URLSearchParams(window.location.hash.slice(1)).get("query") ?? undefined;
}
