import { ActionIcon, Group, UnstyledButton } from "@mantine/core";
import { useId } from "react";

import { Icon } from "../../design/Icon";
import { componentOf, titleAmong } from "../model";
import type { Part } from "../values";
import classes from "./Components.module.css";
import { Fields } from "./Fields";
import { useEntryForm, useIsTroubled } from "./form";

type Props = {
  part: Part;
  position: number;
  count: number;
  path: string[];
  opened: boolean;
  readOnly: boolean;
  onToggle: () => void;
  onChange: (part: Part) => void;
  /** Moves it by so many places. */
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One of a list of components; its inputs are behind its name, and there where something is wrong with them. */
export function PartItem({ part, position, count, path, readOnly, ...props }: Props) {
  const { model } = useEntryForm();
  const body = useId();
  const component = componentOf(model, part.component);
  const opened = useIsTroubled(path) || props.opened;
  const kind = component?.displayName ?? part.component;
  const title = titleAmong(component?.attributes ?? []);
  const summary = title ? part.values[title.name] : undefined;
  const name = `${kind} ${position + 1}`;

  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <UnstyledButton className={classes.opener} aria-expanded={opened} aria-controls={body} onClick={props.onToggle}>
          <Icon name={opened ? "up" : "down"} size={16} />
          <span className={classes.kind}>{kind}</span>
          <span className={classes.summary}>{typeof summary === "string" ? summary : ""}</span>
          <span className="visually-hidden">
            , {position + 1} of {count}
          </span>
        </UnstyledButton>
        {!readOnly && (
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${name} up`}
              disabled={position === 0}
              onClick={() => props.onMove(-1)}
            >
              <Icon name="up" size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${name} down`}
              disabled={position === count - 1}
              onClick={() => props.onMove(1)}
            >
              <Icon name="down" size={16} />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name}`} onClick={props.onRemove}>
              <Icon name="bin" size={16} />
            </ActionIcon>
          </Group>
        )}
      </div>
      {opened && (
        <div id={body} className={classes.body}>
          <Fields
            attributes={component?.attributes ?? []}
            values={part.values}
            path={path}
            readOnly={readOnly}
            onChange={(values) => props.onChange({ ...part, values })}
          />
        </div>
      )}
    </li>
  );
}
