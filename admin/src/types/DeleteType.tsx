import { useEffect, useEffectEvent } from "react";

import { useSaving } from "../api/useSaving";
import { Dialog } from "../design/Dialog";
import { notify } from "../design/notices";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { type ContentType, DELETE } from "./operations";
import { PlanDialog } from "./PlanDialog";
import { usePlan } from "./usePlan";

type Props = {
  /** The type to be deleted; the dialog is open while there is one. */
  type: ContentType | undefined;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Shows what goes with a content type, asks, and deletes it for good. */
export function DeleteType({ type, ...props }: Props) {
  return type && <Deletion key={type.singularName} type={type} {...props} />;
}

function Deletion({ type, onClose, onDeleted }: Props & { type: ContentType }) {
  const { singularName, displayName } = type;
  const planning = usePlan();
  const deleting = useSaving(DELETE);
  const { plan } = planning;

  function look() {
    deleting.reset();
    void planning.make({ singularName, definition: null });
  }
  const lookFirst = useEffectEvent(look);
  useEffect(() => lookFirst(), []);

  function apply(confirmDataLoss: boolean) {
    deleting.save({ singularName, confirmDataLoss, expectedRevision: plan?.revision ?? null }, () => {
      notify(`“${displayName}” is deleted`);
      onClose();
      onDeleted?.();
    });
  }

  const title = `Delete “${displayName}”?`;
  if (!plan) {
    return (
      <Dialog title={title} opened onClose={onClose}>
        <Trouble problem={planning.problem} retry={look} />
        {!planning.problem && <Waiting what="Planning" />}
      </Dialog>
    );
  }
  return (
    <PlanDialog
      title={title}
      verb="Delete"
      plan={plan}
      waiting={deleting.waiting}
      problem={deleting.problem}
      isStale={deleting.isOutdated}
      onApply={apply}
      onPlanAgain={look}
      onClose={onClose}
    />
  );
}
