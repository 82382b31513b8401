// Asking the content API, with operations that are put together from the content model while the page runs.

import { keepPreviousData, queryOptions, useMutation, useQuery } from "@tanstack/react-query";

import { CONTENT_URL } from "../api/addresses";
import { requestText } from "../session/session";

/** An operation's text and the values of its variables. */
export type Operation = { query: string; variables: Record<string, unknown> };

/** Runs an operation on the content API. */
export function ask<Data>({ query, variables }: Operation): Promise<Data> {
  return requestText<Data>(CONTENT_URL, query, variables);
}

/** A query and its key. */
export function contentQuery<Data>(operation: Operation) {
  return queryOptions({ queryKey: ["content", operation], queryFn: () => ask<Data>(operation) });
}

/** Reads; a change of the operation shows the former answer until the new one is there. */
export function useContent<Data>(operation: Operation, options: { enabled?: boolean; keep?: boolean } = {}) {
  const { keep = true, ...others } = options;
  return useQuery({
    ...contentQuery<Data>(operation),
    ...others,
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

/** Changes something. */
export function useContentChange<Data>() {
  return useMutation({ mutationFn: (operation: Operation) => ask<Data>(operation) });
}
