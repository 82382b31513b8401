import { ActionIcon, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Icon } from "./Icon";

type Props = {
  /** What the row is called. */
  name: string;
  /** Where it is edited; nothing where the person may not. */
  edit?: { to: string; params: Record<string, string> } | false;
  onDelete?: (() => void) | false;
};

/** What can be done with a row of a list. */
export function RowTools({ name, edit, onDelete }: Props) {
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {edit && (
        <ActionIcon
          component={Link}
          to={edit.to}
          params={edit.params as never}
          variant="subtle"
          color="gray"
          aria-label={`Edit ${name}`}
        >
          <Icon name="pencil" />
        </ActionIcon>
      )}
      {onDelete && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${name}`} onClick={onDelete}>
          <Icon name="bin" />
        </ActionIcon>
      )}
    </Group>
  );
}
