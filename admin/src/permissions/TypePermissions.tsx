import { Badge, Checkbox, Switch, Text, UnstyledButton } from "@mantine/core";
import { useId, useState } from "react";

import { Icon } from "../design/Icon";
import { ActionPermissions } from "./ActionPermissions";
import type { CatalogType } from "./catalog";
import { type Choices, EVERY_TYPE, readsDrafts, tickedOfType, withDrafts, withType } from "./choices";
import classes from "./TypePermissions.module.css";

type Props = {
  type: CatalogType;
  choices: Choices;
  /** How many of its actions are ticked. */
  ticked: number;
  readOnly: boolean;
  onChange: (choices: Choices) => void;
};

/** One content type: a box for all of it, and behind its name a box for each action. */
export function TypePermissions({ type, choices, ticked, readOnly, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  const body = useId();
  const all = tickedOfType(choices, type);

  return (
    <div>
      <div className={classes.head}>
        <Checkbox
          aria-label={`Select all of ${type.displayName}`}
          checked={all === "all"}
          indeterminate={all === "some"}
          disabled={readOnly}
          onChange={() => onChange(withType(choices, type, all !== "all"))}
        />
        <UnstyledButton
          className={classes.opener}
          aria-expanded={opened}
          aria-controls={body}
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.name}>
            {type.displayName}
            {type.contentType === EVERY_TYPE ? (
              <Text span size="sm" c="dimmed">
                future ones included
              </Text>
            ) : (
              <Text span size="sm" c="dimmed" ff="monospace">
                {type.contentType}
              </Text>
            )}
          </span>
          {ticked > 0 && (
            <Badge variant="light" tt="none">
              {ticked} of {type.actions.length}
            </Badge>
          )}
          <Icon name={opened ? "up" : "down"} />
        </UnstyledButton>
      </div>
      {opened && (
        <div id={body} className={classes.body}>
          {type.actions.map(({ action, routes, operations }) => (
            <ActionPermissions
              key={action}
              type={type}
              action={action}
              opens={[...routes.map((route) => `${route.method} ${route.path}`), ...operations]}
              choices={choices}
              readOnly={readOnly}
              onChange={onChange}
            />
          ))}
          {type.hasDrafts && (
            <Switch
              className={classes.drafts}
              label="Reading shows drafts too"
              checked={readsDrafts(choices, type.contentType)}
              disabled={readOnly || !(choices[type.contentType]?.find ?? choices[type.contentType]?.findOne)}
              onChange={(event) => onChange(withDrafts(choices, type.contentType, event.currentTarget.checked))}
            />
          )}
        </div>
      )}
    </div>
  );
}
