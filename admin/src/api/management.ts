// The management API as React sees it.

import { keepPreviousData, queryOptions, useMutation, useQuery } from "@tanstack/react-query";

import type { TypedDocumentString } from "../graphql/graphql";
import { request } from "../session/session";

/** A query and its key; documents are told apart by their text. */
export function managementQuery<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) {
  return queryOptions({
    queryKey: [document.toString(), variables],
    queryFn: () => request(document, variables),
  });
}

/** Reads; a change of the variables shows the former answer until the new one is there. */
export function useManagement<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  options: { enabled?: boolean } = {},
) {
  return useQuery({ ...managementQuery(document, variables), ...options, placeholderData: keepPreviousData });
}

/** Changes something. What it answers is forgotten with the component, as it can be a secret. */
export function useManagementChange<Data, Variables>(document: TypedDocumentString<Data, Variables>) {
  return useMutation({ mutationFn: (variables: Variables) => request(document, variables), gcTime: 0 });
}
