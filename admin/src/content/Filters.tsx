import { ActionIcon, Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import { Icon } from "../design/Icon";
import classes from "./Filters.module.css";
import { type Attribute, type ContentType, labelOf, statusRead } from "./model";
import {
  type Condition,
  conditionOf,
  conditionText,
  listedAttributes,
  type ListSearch,
  operatorsOf,
  STATES,
  takesValue,
} from "./search";

type Props = { type: ContentType; search: ListSearch; onChange: (change: ListSearch) => void };

/** The conditions that narrow a list, and a way to add one. */
export function Filters({ type, search, onChange }: Props) {
  const [adding, setAdding] = useState(false);
  const attributes = listedAttributes(type).filter((attribute) => operatorsOf(attribute).length > 0);
  const where = search.where ?? [];
  const setWhere = (next: string[]) => onChange({ where: next.length > 0 ? next : undefined });

  return (
    <div className={classes.filters}>
      <Group gap="xs">
        {type.hasDrafts && statusRead(type, "find") === "DRAFT" && (
          <NativeSelect
            aria-label="State"
            size="xs"
            data={[{ value: "", label: "Any state" }, ...STATES.map(({ value, label }) => ({ value, label }))]}
            value={search.state ?? ""}
            onChange={(event) => onChange({ state: event.currentTarget.value || undefined })}
          />
        )}
        {where.map((text) => (
          <span key={text} className={classes.condition}>
            {conditionInWords(attributes, conditionOf(text))}
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={`Take away: ${conditionInWords(attributes, conditionOf(text))}`}
              onClick={() => setWhere(where.filter((other) => other !== text))}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </span>
        ))}
        {!adding && attributes.length > 0 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setAdding(true)}
          >
            Filter
          </Button>
        )}
      </Group>
      {adding && (
        <NewCondition
          attributes={attributes}
          onAdd={(condition) => {
            setAdding(false);
            setWhere([...where.filter((other) => other !== conditionText(condition)), conditionText(condition)]);
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </div>
  );
}

function conditionInWords(attributes: Attribute[], { field, operator, value }: Condition): string {
  const attribute = attributes.find(({ name }) => name === field);
  const words = attribute && operatorsOf(attribute).find((each) => each.operator === operator)?.label;
  return `${labelOf(field)} ${words ?? operator}${takesValue(operator) ? ` ${value}` : ""}`;
}

type NewProps = { attributes: Attribute[]; onAdd: (condition: Condition) => void; onCancel: () => void };

function NewCondition({ attributes, onAdd, onCancel }: NewProps) {
  const [field, setField] = useState(attributes[0]?.name ?? "");
  const [chosenOperator, setOperator] = useState("");
  const [value, setValue] = useState("");
  const attribute = attributes.find(({ name }) => name === field);
  const operators = attribute ? operatorsOf(attribute) : [];
  const operator = operators.some((each) => each.operator === chosenOperator)
    ? chosenOperator
    : (operators[0]?.operator ?? "");

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!takesValue(operator) || value) {
      onAdd({ field, operator, value: takesValue(operator) ? value : "" });
    }
  }

  return (
    <form onSubmit={submit} aria-label="New filter" className={classes.form}>
      <NativeSelect
        aria-label="Field"
        size="xs"
        data={attributes.map(({ name }) => ({ value: name, label: labelOf(name) }))}
        value={field}
        onChange={(event) => {
          setField(event.currentTarget.value);
          setValue("");
        }}
        autoFocus
      />
      <NativeSelect
        aria-label="Comparison"
        size="xs"
        data={operators.map((each) => ({ value: each.operator, label: each.label }))}
        value={operator}
        onChange={(event) => setOperator(event.currentTarget.value)}
      />
      {attribute && takesValue(operator) && <ValueInput attribute={attribute} value={value} onChange={setValue} />}
      <Button type="submit" size="xs">
        Add
      </Button>
      <Button variant="subtle" size="xs" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}

type ValueProps = { attribute: Attribute; value: string; onChange: (value: string) => void };

function ValueInput({ attribute, value, onChange }: ValueProps) {
  const { type, members } = attribute;
  if (type === "ENUMERATION" || type === "BOOLEAN") {
    const choices =
      type === "BOOLEAN" ? BOOLEANS : members.map((member) => ({ value: member.value, label: member.value }));
    return (
      <NativeSelect
        aria-label="Value"
        size="xs"
        data={[{ value: "", label: "–" }, ...choices]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      aria-label="Value"
      size="xs"
      type={INPUT_TYPES[type] ?? "text"}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const BOOLEANS = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

const INPUT_TYPES: Partial<Record<Attribute["type"], string>> = {
  DATE: "date",
  TIME: "time",
  DATETIME: "datetime-local",
  TIMESTAMP: "datetime-local",
  INTEGER: "number",
};
