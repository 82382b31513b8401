import { ConfirmDelete } from "../design/ConfirmDelete";
import { DELETE, type Person } from "./operations";

type Props = {
  /** Who is to be deleted; the dialog is open while there is somebody. */
  person: Person | undefined;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks, and deletes an administrator for good. */
export function DeletePerson({ person, onClose, onDeleted }: Props) {
  return (
    <ConfirmDelete
      title="Delete this administrator?"
      document={DELETE}
      doomed={person && { id: person.id, name: person.email }}
      onClose={onClose}
      onDeleted={onDeleted}
    >
      <strong>{person?.email}</strong> is signed out everywhere at once and cannot sign in again. The tokens that they
      made go on working. This cannot be undone.
    </ConfirmDelete>
  );
}
