import { Button, Checkbox, Code, Text } from "@mantine/core";
import { useId, useState } from "react";

import type { ContentAction } from "../graphql/graphql";
import classes from "./ActionPermissions.module.css";
import type { CatalogType } from "./catalog";
import { type Choices, fieldsOf, tickedOfAction, withAction, withFields } from "./choices";

const MEANING: Record<ContentAction, string> = {
  find: "List entries, and see them through relations",
  findOne: "Read one entry",
  create: "Make entries",
  update: "Change entries",
  delete: "Delete entries",
  publish: "Publish drafts",
};

type Props = {
  type: CatalogType;
  action: ContentAction;
  /** The routes and operations that the action opens. */
  opens: string[];
  choices: Choices;
  readOnly: boolean;
  onChange: (choices: Choices) => void;
};

/** One action: its box, what it opens, and its fields. */
export function ActionPermissions({ type, action, opens, choices, readOnly, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  const list = useId();
  const ticked = tickedOfAction(choices, type.contentType, action);
  const fields = fieldsOf(type, action);
  const chosen = choices[type.contentType]?.[action]?.fields;

  return (
    <div className={classes.action}>
      <div className={classes.row}>
        <Checkbox
          label={action}
          description={MEANING[action]}
          checked={ticked === "all"}
          indeterminate={ticked === "some"}
          disabled={readOnly}
          onChange={() => onChange(withAction(choices, type.contentType, action, ticked !== "all"))}
        />
        {fields.length > 0 && (
          <Button
            variant="default"
            size="compact-xs"
            aria-expanded={opened}
            aria-controls={list}
            onClick={() => setOpened(!opened)}
          >
            {chosen ? `${chosen.length} of ${fields.length} fields` : "Fields"}
            <span className="visually-hidden">
              {" "}
              of {action} on {type.displayName}
            </span>
          </Button>
        )}
      </div>
      {opens.length > 0 && (
        <p className={classes.opens}>
          {opens.map((each) => (
            <Code key={each}>{each}</Code>
          ))}
        </p>
      )}
      {opened && (
        <FieldBoxes
          id={list}
          fields={fields}
          targets={type.fields}
          chosen={ticked === "none" ? [] : (chosen ?? fields)}
          readOnly={readOnly}
          onChange={(next) =>
            onChange(
              next.length === 0
                ? withAction(choices, type.contentType, action, false)
                : withFields(choices, type.contentType, action, next),
            )
          }
        />
      )}
    </div>
  );
}

type FieldProps = {
  id: string;
  fields: string[];
  targets: CatalogType["fields"];
  chosen: string[];
  readOnly: boolean;
  onChange: (fields: string[]) => void;
};

function FieldBoxes({ id, fields, targets, chosen, readOnly, onChange }: FieldProps) {
  function toggle(field: string) {
    onChange(fields.filter((each) => (each === field ? !chosen.includes(each) : chosen.includes(each))));
  }

  return (
    <div id={id} className={classes.fields}>
      {fields.map((field) => {
        const target = targets.find((each) => each.name === field)?.target;
        return (
          <Checkbox
            key={field}
            size="xs"
            label={field}
            description={target ? `needs find on ${target}` : undefined}
            checked={chosen.includes(field)}
            disabled={readOnly}
            onChange={() => toggle(field)}
          />
        );
      })}
      <Text size="xs" c="dimmed" className={classes.hint}>
        The box of the action opens all fields, those that come later included. These open what you tick.
      </Text>
    </div>
  );
}
