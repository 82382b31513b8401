// Sending a file. GraphQL carries no bytes, so that this is the one thing that the panel asks of REST.

import { REST_URL } from "../api/addresses";
import { Problem } from "../api/problem";
import { asSignedIn } from "../session/session";
import { FILE } from "./model";
import { linkedOf, type Raw } from "./selection";
import type { Linked } from "./values";

type Refusal = { error?: { message?: string } };

/** Uploads a file with its alternative text. */
export function uploadFile(file: File, alternativeText: string): Promise<Linked> {
  const form = new FormData();
  form.append("files", file);
  form.append("fileInfo", JSON.stringify({ name: file.name, alternativeText: alternativeText || null }));
  return asSignedIn((bearer) => post(form, bearer));
}

async function post(body: FormData, bearer: string): Promise<Linked> {
  const headers = { authorization: `Bearer ${bearer}` };
  const response = await fetch(`${REST_URL}/upload`, { method: "POST", headers, body }).catch(() => null);
  if (!response) {
    throw Problem.unreachable();
  }
  const answer = (await response.json().catch(() => null)) as Raw[] | Refusal | null;
  const stored = Array.isArray(answer) ? answer[0] : undefined;
  if (stored) {
    return linkedOf(stored, FILE);
  }
  const message = (!Array.isArray(answer) && answer?.error?.message) || `The server answered ${response.status}`;
  throw new Problem(message, response.status === 401 ? "UNAUTHENTICATED" : "UPLOAD_FAILED");
}
