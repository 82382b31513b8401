import { Text } from "@mantine/core";

import { useManagementChange } from "../api/management";
import { Confirm } from "../design/Confirm";
import { notify } from "../design/notices";
import { DELETE } from "./operations";

type Props = {
  /** The token to be deleted; the dialog is open while there is one. */
  token: { id: string; name: string } | undefined;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks, and deletes a token for good. */
export function DeleteToken({ token, onClose, onDeleted }: Props) {
  const remove = useManagementChange(DELETE);

  function confirm() {
    if (token && !remove.isPending) {
      remove.mutate({ id: token.id }, { onSuccess: () => done(token.name) });
    }
  }

  function done(name: string) {
    notify(`“${name}” is deleted`);
    onClose();
    onDeleted?.();
  }

  return (
    <Confirm
      title="Delete this token?"
      verb="Delete"
      opened={token !== undefined}
      waiting={remove.isPending}
      problem={remove.error}
      onConfirm={confirm}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      <Text>
        Whatever uses <strong>{token?.name}</strong> is refused from the next request on. This cannot be undone.
      </Text>
    </Confirm>
  );
}
