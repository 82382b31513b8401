// How the page talks to the API that it stands in.

import type { Description, Parameter } from "./description";

/** The API's root, whatever stands before it in a proxy's address. */
const ROOT = new URL(".", window.location.href);

const NOTHING_IS_PUBLIC = "Enter an API token above. Without one, this server shows nothing.";

export type Answer = { status: string; text: string };

/** What the bearer may do, or why that is not told. */
export async function describe(bearer: string): Promise<Description | string> {
  const response = await request(bearer, "GET", "openapi.json");
  if (typeof response === "string") {
    return response;
  }
  if (response.ok) {
    return (await response.json()) as Description;
  }
  if (response.status === 401 && !bearer) {
    return NOTHING_IS_PUBLIC;
  }
  const body = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  return `${response.status} ${body?.error?.message ?? "without a message"}`;
}

/** Sends a request to try it out. */
export async function send(bearer: string, method: string, address: string, body?: string): Promise<Answer> {
  const response = await request(bearer, method, address, body);
  if (typeof response === "string") {
    return { status: response, text: "" };
  }
  const omitted = response.headers.get("x-keyway-omitted");
  const left = omitted ? `, left out: ${omitted}` : "";
  return { status: `${response.status} ${response.statusText}${left}`, text: pretty(await response.text()) };
}

async function request(bearer: string, method: string, address: string, body?: string): Promise<Response | string> {
  const headers = new Headers({ accept: "application/json" });
  if (bearer) {
    headers.set("authorization", `Bearer ${bearer}`);
  }
  if (body !== undefined) {
    headers.set("content-type", "application/json");
  }
  const options: RequestInit = { method, headers, cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    options.body = body;
  }
  return fetch(new URL(address, ROOT), options).catch(() => "The server cannot be reached");
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The address of a request below the API's root: the path with its parameter, and the query of what was filled in. */
export function addressOf(path: string, parameters: Parameter[], values: Record<string, string>): string {
  const query = new URLSearchParams();
  let filled = path.slice(1);
  for (const parameter of parameters) {
    const value = values[parameter.name]?.trim() ?? "";
    if (parameter.in === "path") {
      filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(value));
    } else if (isTree(parameter)) {
      // It is written as in an address, brackets and all.
      new URLSearchParams(value).forEach((text, key) => query.append(key, text));
    } else if (value) {
      query.append(parameter.name, value);
    }
  }
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

/** Whether a parameter has brackets, of which there may be any number. */
export function isTree(parameter: Parameter): boolean {
  return parameter.style === "deepObject";
}
