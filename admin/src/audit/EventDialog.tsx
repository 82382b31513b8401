import { Button, Group, Stack, Text } from "@mantine/core";
import { Fragment } from "react";

import { Dialog } from "../design/Dialog";
import { exactMoment } from "../design/time";
import classes from "./Audit.module.css";
import type { AuditEvent } from "./operations";
import type { AuditSearch } from "./search";
import { actionInWords, actorInWords, targetInWords } from "./words";

type Props = {
  /** The event that is shown; the dialog is open while there is one. */
  event: AuditEvent | undefined;
  onClose: () => void;
  /** Shows those events only that have this in common with the one that is shown. */
  onNarrow: (search: AuditSearch) => void;
};

/** Everything that is known about one event. */
export function EventDialog({ event, onClose, onNarrow }: Props) {
  return (
    <Dialog title={event ? actionInWords(event.action) : ""} opened={event !== undefined} onClose={onClose} size="lg">
      {event && (
        <Stack gap="md">
          <Facts event={event} />
          <div>
            <Text size="sm" c="dimmed" mb={4}>
              Details
            </Text>
            <pre className={classes.details} tabIndex={0} aria-label="Details">
              {JSON.stringify(event.details, null, 2)}
            </pre>
          </div>
          <Group gap="xs">
            {event.actorId && (
              <Button variant="default" size="xs" onClick={() => onNarrow({ actor: event.actorId ?? undefined })}>
                Everything by {actorInWords(event)}
              </Button>
            )}
            {event.targetId && (
              <Button
                variant="default"
                size="xs"
                onClick={() => onNarrow({ kind: event.targetKind, target: event.targetId ?? undefined })}
              >
                Everything about {event.targetName ?? "this target"}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

function Facts({ event }: { event: AuditEvent }) {
  const facts = [
    ["When", exactMoment(event.at)],
    ["Who", actorInWords(event)],
    ["Action", event.action],
    ["Target", [targetInWords(event.targetKind), event.targetName].filter(Boolean).join(" ")],
    ["Target’s id", event.targetId],
    ["From", event.address],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
