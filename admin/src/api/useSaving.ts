import { useRef } from "react";

import type { TypedDocumentString } from "../graphql/graphql";
import { useManagementChange } from "./management";
import { messageAt } from "./problem";

/**
 * A change that a form sends: once, however often its button is clicked. After a success it sends again only where
 * `again` says so, as a form that made something is left.
 */
export function useSaving<Data, Variables>(document: TypedDocumentString<Data, Variables>, again = true) {
  const change = useManagementChange(document);
  // Set at once, where state would let a second click through.
  const busy = useRef(false);
  const isOutdated = messageAt(change.error, "expectedRevision") !== undefined;

  function save(variables: Variables, onSaved: (data: Data) => void) {
    if (busy.current) {
      return;
    }
    busy.current = true;
    change.mutate(variables, {
      onSuccess: (data) => {
        busy.current = !again;
        onSaved(data);
      },
      onError: () => {
        busy.current = false;
      },
    });
  }

  return {
    save,
    waiting: change.isPending || (!again && change.isSuccess),
    /** Whether somebody else was faster. */
    isOutdated,
    /** What went wrong otherwise. */
    problem: isOutdated ? undefined : change.error,
    reset: change.reset,
  };
}
