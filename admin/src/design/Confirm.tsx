import { Button, Group, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";

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
  const words = useLastWords(props);
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={words.title}>
      <Stack gap="md">
        <Trouble problem={props.problem} />
        <div>{words.children}</div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            color={(words.destructive ?? true) ? "red.8" : undefined}
            loading={props.waiting}
            onClick={props.onConfirm}
          >
            {words.verb}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What was asked last: a question that was answered must not turn into another while it fades away. */
function useLastWords({ opened, title, verb, destructive, children }: Props) {
  const [last, setLast] = useState({ title, verb, destructive, children });
  if (opened && (last.title !== title || last.verb !== verb || last.children !== children)) {
    setLast({ title, verb, destructive, children });
  }
  return last;
}
