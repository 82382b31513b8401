import { ActionIcon, Anchor, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Icon } from "../../design/Icon";
import type { Linked } from "../values";
import classes from "./LinkedList.module.css";
import { moved } from "./moved";

type Props = {
  label: string;
  items: Linked[];
  /** Whether they have an order that can be changed. */
  ordered: boolean;
  readOnly: boolean;
  /** The content type whose pages the names lead to. */
  linkTo?: string | undefined;
  onChange: (items: Linked[]) => void;
};

/** What is chosen, in its order. */
export function LinkedList({ label, items, ordered, readOnly, linkTo, onChange }: Props) {
  if (items.length === 0) {
    return readOnly ? (
      <Text size="sm" c="dimmed">
        Nothing here
      </Text>
    ) : null;
  }
  return (
    <ol className={classes.list} aria-label={label}>
      {items.map((item, index) => (
        <li key={item.documentId} className={classes.item}>
          {item.file?.preview && <img className={classes.preview} src={item.file.preview} alt="" />}
          <span className={classes.title}>
            {linkTo ? (
              <Anchor
                component={Link}
                to="/content/$type/$id"
                params={{ type: linkTo, id: item.documentId } as never}
                size="sm"
              >
                {item.title}
              </Anchor>
            ) : (
              <Text size="sm">{item.title}</Text>
            )}
          </span>
          {!readOnly && (
            <Group gap={2} wrap="nowrap">
              {ordered && items.length > 1 && (
                <>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Move ${item.title} up`}
                    disabled={index === 0}
                    onClick={() => onChange(moved(items, index, index - 1))}
                  >
                    <Icon name="up" size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Move ${item.title} down`}
                    disabled={index === items.length - 1}
                    onClick={() => onChange(moved(items, index, index + 1))}
                  >
                    <Icon name="down" size={16} />
                  </ActionIcon>
                </>
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${item.title}`}
                onClick={() => onChange(items.filter((other) => other !== item))}
              >
                <Icon name="close" size={16} />
              </ActionIcon>
            </Group>
          )}
        </li>
      ))}
    </ol>
  );
}
