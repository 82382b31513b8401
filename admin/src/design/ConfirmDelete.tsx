import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import { useSaving } from "../api/useSaving";
import type { TypedDocumentString } from "../graphql/graphql";
import { Confirm } from "./Confirm";
import { notify } from "./notices";

type Props = {
  title: string;
  document: TypedDocumentString<unknown, { id: string }>;
  /** What is to be deleted; the dialog is open while there is one. */
  doomed: { id: string; name: string } | undefined;
  /** What follows from it. */
  children: ReactNode;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks, and deletes something for good. */
export function ConfirmDelete({ title, document, doomed, children, onClose, onDeleted }: Props) {
  const deleting = useSaving(document);

  function confirm() {
    if (doomed) {
      deleting.save({ id: doomed.id }, () => {
        notify(`“${doomed.name}” is deleted`);
        onClose();
        onDeleted?.();
      });
    }
  }

  return (
    <Confirm
      title={title}
      verb="Delete"
      opened={doomed !== undefined}
      waiting={deleting.waiting}
      problem={deleting.problem}
      onConfirm={confirm}
      onClose={() => {
        deleting.reset();
        onClose();
      }}
    >
      <Text>{children}</Text>
    </Confirm>
  );
}
