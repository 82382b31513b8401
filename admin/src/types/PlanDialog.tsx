import { Alert, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { Dialog } from "../design/Dialog";
import { Trouble } from "../design/Trouble";
import type { Plan } from "./operations";
import { PlanView } from "./PlanView";

type Props = {
  title: string;
  /** What the button says. */
  verb: string;
  plan: Plan;
  waiting: boolean;
  problem: unknown;
  /** Whether the content types were changed since the plan was made. */
  isStale: boolean;
  onApply: (confirmDataLoss: boolean) => void;
  onPlanAgain: () => void;
  onClose: () => void;
};

/** Shows what a change would do before it is made. What loses data has to be confirmed. */
export function PlanDialog({ plan, verb, waiting, isStale, ...props }: Props) {
  const [confirmed, setConfirmed] = useState(false);
  const changes = plan.created.length + plan.changed.length + plan.deleted.length > 0;

  return (
    <Dialog title={props.title} opened onClose={waiting ? undefined : props.onClose} size="lg">
      <Stack gap="md">
        <Trouble problem={props.problem} />
        {isStale && (
          <Alert color="orange" role="alert" title="The content types were changed meanwhile">
            <Text size="sm" mb="sm">
              Nothing is done. This plan is no longer what would happen.
            </Text>
            <Button variant="default" size="xs" onClick={props.onPlanAgain}>
              Plan again
            </Button>
          </Alert>
        )}
        <PlanView plan={plan} />
        {plan.losesData && (
          <Checkbox
            label="Yes, this data may be lost"
            checked={confirmed}
            disabled={waiting}
            onChange={(event) => setConfirmed(event.currentTarget.checked)}
          />
        )}
        {waiting && (
          <Text size="sm" c="dimmed" role="status">
            The tables are being changed. With many entries this takes a while; requests for content wait for it.
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} disabled={waiting} data-autofocus>
            {changes ? "Cancel" : "Close"}
          </Button>
          {changes && (
            <Button
              color={plan.losesData ? "red.8" : undefined}
              loading={waiting}
              disabled={isStale || (plan.losesData && !confirmed)}
              onClick={() => props.onApply(confirmed)}
            >
              {verb}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
