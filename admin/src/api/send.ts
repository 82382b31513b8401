// One GraphQL request over HTTP, without any knowledge of sessions.

import { type GraphqlError, Problem } from "./problem";

type Answer<Data> = { data?: Data | null; errors?: GraphqlError[]; error?: { message?: string } };

type Wire = { url: string; bearer?: string | undefined; keepalive?: boolean };

/** Runs an operation and gives back its data, or throws a `Problem`. */
export async function send<Data>(wire: Wire, query: string, variables: unknown): Promise<Data> {
  const headers = new Headers({ accept: "application/graphql-response+json", "content-type": "application/json" });
  if (wire.bearer) {
    headers.set("authorization", `Bearer ${wire.bearer}`);
  }
  const response = await fetch(wire.url, {
    method: "POST",
    headers,
    body: JSON.stringify({ query, variables }),
    cache: "no-store",
    keepalive: wire.keepalive ?? false,
  }).catch(() => null);
  if (!response) {
    throw Problem.unreachable();
  }
  return dataOf<Data>(response);
}

async function dataOf<Data>(response: Response): Promise<Data> {
  const answer = (await response.json().catch(() => null)) as Answer<Data> | null;
  if (answer?.errors && answer.errors.length > 0) {
    throw Problem.of(answer.errors);
  }
  if (answer?.data) {
    return answer.data;
  }
  if (response.status === 401) {
    throw new Problem(answer?.error?.message ?? "Missing or invalid credentials", "UNAUTHENTICATED");
  }
  const message = answer?.error?.message ?? "without saying why";
  throw new Problem(`The server answered ${response.status}: ${message}`, "UNREACHABLE");
}
