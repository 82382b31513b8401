// How to talk to a GraphQL endpoint, and how to read what it answers.

export type Endpoint = { url: string; kind: "content" | "management" | "view" };

export type Answer = { data?: unknown; errors?: { message: string }[] };

export type Parameters = { query: string; operationName?: string | null; variables?: unknown };

const NOTHING_IS_PUBLIC = "Enter an API token above. Without one, this server shows nothing.";

/** Runs one operation. What is not a GraphQL answer, such as a refused token, comes back as a GraphQL error. */
export async function execute(endpoint: Endpoint, bearer: string, parameters: Parameters): Promise<Answer> {
  return readAnswer(await post(endpoint, bearer, parameters), bearer !== "");
}

/** Runs one operation, and once more with another bearer where the first one is refused. */
export async function executeRenewing(
  endpoint: Endpoint,
  bearer: string,
  parameters: Parameters,
  renewed: () => Promise<string>,
): Promise<Answer> {
  const response = await post(endpoint, bearer, parameters);
  if (response?.status !== 401) {
    return readAnswer(response, true);
  }
  return readAnswer(await post(endpoint, await renewed(), parameters), true);
}

async function post(endpoint: Endpoint, bearer: string, parameters: Parameters): Promise<Response | null> {
  const headers = new Headers({
    accept: "application/graphql-response+json, application/json;q=0.9",
    "content-type": "application/json",
  });
  if (bearer) {
    headers.set("authorization", `Bearer ${bearer}`);
  }
  const body = JSON.stringify(parameters);
  return fetch(endpoint.url, { method: "POST", headers, body, cache: "no-store" }).catch(() => null);
}

async function readAnswer(response: Response | null, hasBearer: boolean): Promise<Answer> {
  if (!response) {
    return { errors: [{ message: "The server cannot be reached" }] };
  }
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null) {
    if ("error" in body) {
      const nothingYet = response.status === 401 && !hasBearer;
      return { errors: [{ message: nothingYet ? NOTHING_IS_PUBLIC : refusalMessage(body.error, response.status) }] };
    }
    return body as Answer;
  }
  return { errors: [{ message: `The server answered ${response.status} without JSON` }] };
}

function refusalMessage(error: unknown, status: number): string {
  const message = typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
  return `${status} ${message || "without a message"}`;
}
