import type { TypedDocumentString } from "../graphql/graphql";
import { managementQuery } from "./management";
import { queryClient } from "./queryClient";

/** What the server answers now, whatever is remembered. */
export function readNow<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) {
  return queryClient.query({ ...managementQuery(document, variables), staleTime: 0 });
}
