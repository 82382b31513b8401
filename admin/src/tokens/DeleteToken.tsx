import { ConfirmDelete } from "../design/ConfirmDelete";
import { DELETE } from "./operations";

type Props = {
  /** The token to be deleted; the dialog is open while there is one. */
  token: { id: string; name: string } | undefined;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks, and deletes a token for good. */
export function DeleteToken({ token, onClose, onDeleted }: Props) {
  return (
    <ConfirmDelete title="Delete this token?" document={DELETE} doomed={token} onClose={onClose} onDeleted={onDeleted}>
      Whatever uses <strong>{token?.name}</strong> is refused from the next request on. This cannot be undone.
    </ConfirmDelete>
  );
}
