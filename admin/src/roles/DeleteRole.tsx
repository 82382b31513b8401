import { ConfirmDelete } from "../design/ConfirmDelete";
import { DELETE, type Role } from "./operations";

type Props = {
  /** The role to be deleted; the dialog is open while there is one. */
  role: Role | undefined;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks, and deletes a role for good. */
export function DeleteRole({ role, onClose, onDeleted }: Props) {
  return (
    <ConfirmDelete title="Delete this role?" document={DELETE} doomed={role} onClose={onClose} onDeleted={onDeleted}>
      <strong>{role?.name}</strong> can be deleted while no administrator has it. This cannot be undone.
    </ConfirmDelete>
  );
}
