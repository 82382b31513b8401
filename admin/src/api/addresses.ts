// Where the server's endpoints are. The page names `/admin/`, perhaps behind a proxy's prefix, as its base.

const base = new URL(document.baseURI);

function named(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** The panel's own path, such as `/admin`. */
export const PANEL_PATH = base.pathname.replace(/\/$/, "");

/** The management API. */
export const MANAGEMENT_URL = new URL("graphql", base).href;

/** The content API in GraphQL. The page names its path. */
export const CONTENT_URL = new URL(`..${named("content-graphql")}`, base).href;

/** The address that the content API in REST stands below. */
export const REST_URL = new URL("../api", base).href;

/** The address that clients are given, such as `https://example.com`. */
export const SERVER_URL = new URL("..", base).href.replace(/\/$/, "");
