import { Checkbox, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";

import { ATTRIBUTE_TYPES, countsItems, isIndexed, type OptionKey, withIndexed, withOption } from "./attributeTypes";
import { ComponentChoice, ComponentsChoice, FileTypes, TargetField } from "./choices";
import { DefaultValue } from "./DefaultValue";
import type { Attribute, Definition } from "./definition";
import { type Finding, messageOf } from "./findings";
import { RelationOptions } from "./RelationOptions";

export type OptionProps = {
  attribute: Attribute;
  definition: Definition;
  types: Definition[];
  findings: Finding[];
  onChange: (attribute: Attribute) => void;
};

const BOXES: Partial<Record<OptionKey, { label: string; about: string }>> = {
  required: { label: "Required", about: "A published entry has a value here" },
  unique: { label: "Unique", about: "No two published entries share a value" },
  private: { label: "Private", about: "Never shown and never filtered by, but written" },
  repeatable: { label: "Repeatable", about: "A list of them instead of one" },
  multiple: { label: "Several files", about: "A list of them instead of one" },
};

const NUMBERS: Partial<Record<OptionKey, string>> = {
  minLength: "Fewest characters",
  maxLength: "Most characters",
};

const TEXTS: Partial<Record<OptionKey, { label: string; about: string }>> = {
  regex: { label: "Pattern", about: "A regular expression that values match" },
  enumName: { label: "Name in GraphQL", about: "Of the enum; one is made up where this is empty" },
};

/** The options that the type of an attribute has. */
export function AttributeOptions(props: OptionProps) {
  const options = ATTRIBUTE_TYPES[props.attribute.type]?.options ?? [];
  const boxes = options.filter((option) => option in BOXES || option === "indexed");
  const inputs = options.filter((option) => !boxes.includes(option));
  return (
    <Stack gap="md">
      {inputs.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {inputs.map((option) => (
            <OptionInput key={option} option={option} {...props} />
          ))}
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {boxes.map((option) => (
          <OptionBox key={option} option={option} {...props} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function OptionBox({ option, attribute, findings, onChange }: OptionProps & { option: OptionKey }) {
  if (option === "indexed") {
    return (
      <Checkbox
        label="Indexed"
        description="Filtering and sorting by it stay fast with many entries"
        checked={isIndexed(attribute)}
        error={messageOf(findings, "pluginOptions")}
        onChange={(event) => onChange(withIndexed(attribute, event.currentTarget.checked))}
      />
    );
  }
  const box = BOXES[option];
  return (
    <Checkbox
      label={box?.label}
      description={box?.about}
      checked={attribute[option] === true}
      error={messageOf(findings, option)}
      onChange={(event) => onChange(withOption(attribute, option, event.currentTarget.checked))}
    />
  );
}

function OptionInput({ option, ...props }: OptionProps & { option: OptionKey }) {
  const { attribute, findings, onChange } = props;
  const error = messageOf(findings, option);
  const set = (value: unknown) => onChange(withOption(attribute, option, value));
  switch (option) {
    case "default":
      return <DefaultValue attribute={attribute} error={error} onChange={set} />;
    case "min":
    case "max":
      return <Bound option={option} {...props} />;
    case "enum":
      return (
        <Members attribute={attribute} error={error} onChange={(values) => onChange({ ...attribute, enum: values })} />
      );
    case "relation":
      return <RelationOptions {...props} />;
    case "component":
      return <ComponentChoice {...props} error={error} />;
    case "components":
      return <ComponentsChoice {...props} error={error} />;
    case "allowedTypes":
      return <FileTypes {...props} error={error} />;
    case "targetField":
      return <TargetField {...props} error={error} />;
    default:
      return (
        <TextInput
          label={TEXTS[option]?.label ?? NUMBERS[option]}
          description={TEXTS[option]?.about}
          type={option in NUMBERS ? "number" : "text"}
          value={textOf(attribute[option])}
          error={error}
          onChange={(event) => set(option in NUMBERS ? numberOf(event.currentTarget.value) : event.currentTarget.value)}
        />
      );
  }
}

/** A bound of a number or, of a list, of how many it holds. Big integers are written as texts, as JSON would cut them. */
function Bound({ option, attribute, findings, onChange }: OptionProps & { option: "min" | "max" }) {
  const label = countsItems(attribute.type)
    ? { min: "Fewest", max: "Most" }[option]
    : { min: "Smallest value", max: "Largest value" }[option];
  const isBig = attribute.type === "biginteger";
  return (
    <TextInput
      label={label}
      type={isBig ? "text" : "number"}
      inputMode={isBig ? "numeric" : undefined}
      step="any"
      value={textOf(attribute[option])}
      error={messageOf(findings, option)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(withOption(attribute, option, isBig ? text : numberOf(text)));
      }}
    />
  );
}

type MemberProps = { attribute: Attribute; error: string | undefined; onChange: (values: string[]) => void };

function Members({ attribute, error, onChange }: MemberProps) {
  const values = Array.isArray(attribute.enum) ? attribute.enum.map(String) : [];
  return (
    <Textarea
      label="Values"
      description="One on each line"
      rows={4}
      defaultValue={values.join("\n")}
      error={error}
      onChange={(event) => {
        const lines = event.currentTarget.value.split("\n").map((line) => line.trim());
        onChange(lines.filter(Boolean));
      }}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The number that a text means; nothing where it means none. */
function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}
