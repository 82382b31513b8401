import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";

import { Dialog } from "./Dialog";
import { Trouble } from "./Trouble";

type Props = {
  title: string;
  /** What the button says. */
  verb: string;
  opened: boolean;
  waiting: boolean;
  problem?: unknown;
  /** Whether something is lost. */
  destructive?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before something that cannot be taken back. */
export function Confirm(props: Props) {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title}>
      <Stack gap="md">
        <Trouble problem={props.problem} />
        <div>{props.children}</div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            color={(props.destructive ?? true) ? "red.8" : undefined}
            loading={props.waiting}
            onClick={props.onConfirm}
          >
            {props.verb}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
