// What the page's address says: which GraphQL endpoint it belongs to, and the code of the link to the setup page.

import type { Endpoint } from "./endpoint";

const SET_UP = /\/admin\/setup$/;

/** The explorer and its endpoint share one address; which of the two planes it is shows in the path. */
export function currentEndpoint(): Endpoint {
  const url = window.location.pathname;
  return { url, kind: url.endsWith("/admin/graphql") ? "management" : "content" };
}

/** The endpoint of the setup page, perhaps behind a proxy's prefix; nothing on any other page. */
export function endpointOfSetUp(): Endpoint | undefined {
  const path = window.location.pathname;
  return SET_UP.test(path) ? { url: path.replace(SET_UP, "/admin/graphql"), kind: "management" } : undefined;
}

/** Takes the code out of the address, so that it stays in no history and on no screen. */
export function takeSetupCode(): string {
  const code = new URLSearchParams(window.location.search).get("code") ?? "";
  window.history.replaceState(null, "", window.location.pathname);
  return code;
}
