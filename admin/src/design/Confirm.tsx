import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";

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
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
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
    </Modal>
  );
}
