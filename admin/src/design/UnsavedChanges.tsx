import { useBlocker } from "@tanstack/react-router";

import { Confirm } from "./Confirm";

type Props = {
  /** Whether something was typed that is not saved. */
  dirty: boolean;
  /** Asked when a page is about to be left, as what is shown can be a moment older than what was saved. */
  isSaved?: () => boolean;
};

/** Asks before a page is left whose form is not saved. */
export function UnsavedChanges({ dirty, isSaved = () => false }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: () => dirty && !isSaved(),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <Confirm
      title="Leave without saving?"
      verb="Leave"
      opened={blocker.status === "blocked"}
      waiting={false}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      What you changed here is not saved.
    </Confirm>
  );
}
