// An entry as its page has it: what is stored, and what state that is in.

import { useQuery } from "@tanstack/react-query";

import type { ContentModel, ContentType } from "./model";
import { may, statusRead } from "./model";
import { entryOperation, longestOperation, readAction } from "./operations";
import { ask } from "./request";
import { type Raw, type Reading, valuesOf } from "./selection";
import type { Values } from "./values";

export type State = "draft" | "modified" | "published";

export type Stored = {
  documentId: string;
  values: Values;
  state: State | undefined;
  createdAt: string | null;
  updatedAt: string | null;
  publishedAt: string | null;
};

type Answer = Record<"entry" | "published" | "modified", Raw | Raw[] | null | undefined>;

/** Where the server does not say how long its lists are: what it shows of one when nothing is asked for. */
const SHORTEST = 10;

/** How the entries of a type are read, once it is known how long a list can be. */
export function useReading(model: ContentModel, type: ContentType) {
  const longest = useQuery({
    queryKey: ["content", "longest"],
    queryFn: () => askLongest(model),
    staleTime: Infinity,
  });
  const action = readAction(type);
  const reading: Reading | undefined =
    longest.data === undefined ? undefined : { model, action, status: statusRead(type, action), longest: longest.data };
  return { reading, error: longest.error, refetch: longest.refetch };
}

async function askLongest(model: ContentModel): Promise<number> {
  const operation = longestOperation(model);
  if (!operation) {
    return SHORTEST;
  }
  const { list } = await ask<{ list: { pageInfo: { pageSize: number } } }>(operation);
  return list.pageInfo.pageSize;
}

/** Reads one entry; null where there is none. */
export async function readEntry(
  type: ContentType,
  documentId: string | undefined,
  reading: Reading,
): Promise<Stored | null> {
  if (!may(type, reading.action)) {
    return null;
  }
  const answer = await ask<Answer>(entryOperation(type, documentId, reading));
  const raw = one(answer.entry);
  return raw && storedOf(type, reading, raw, stateOf(reading, answer));
}

function storedOf(type: ContentType, reading: Reading, raw: Raw, state: State | undefined): Stored {
  const moment = (name: string) => (typeof raw[name] === "string" ? raw[name] : null);
  return {
    documentId: String(raw.documentId),
    values: valuesOf(reading, type.attributes, raw),
    state: type.hasDrafts ? state : undefined,
    createdAt: moment("createdAt"),
    updatedAt: moment("updatedAt"),
    publishedAt: moment("publishedAt"),
  };
}

function stateOf({ status }: Reading, { published, modified }: Answer): State {
  if (status === "PUBLISHED") {
    return "published";
  }
  if (!one(published)) {
    return "draft";
  }
  return one(modified) ? "modified" : "published";
}

function one(answered: Raw | Raw[] | null | undefined): Raw | null {
  return (Array.isArray(answered) ? answered[0] : answered) ?? null;
}
