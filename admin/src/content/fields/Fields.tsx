import { Stack } from "@mantine/core";

import { canWrite } from "../input";
import { type Attribute, isTimestamp } from "../model";
import type { Value, Values } from "../values";
import { Field } from "./Field";
import { useEntryForm } from "./form";

/** What is never shown is kept for as long as nothing is said of it. */
function said({ actions }: Attribute, value: Value | undefined): Value | undefined {
  const isShown = actions.includes("find") || actions.includes("findOne");
  return value === "" && !isShown ? undefined : value;
}

type Props = {
  attributes: Attribute[];
  values: Values;
  path: string[];
  readOnly?: boolean;
  onChange: (values: Values) => void;
};

/** The inputs of an entry or component: of what is seen, and of what can be set without being seen. */
export function Fields({ attributes, values, path, readOnly = false, onChange }: Props) {
  const { exists } = useEntryForm();
  const shown = attributes.filter(
    (attribute) => !isTimestamp(attribute) && (attribute.name in values || canWrite(attribute, exists)),
  );
  return (
    <Stack gap="lg">
      {shown.map((attribute) => (
        <Field
          key={attribute.name}
          attribute={attribute}
          path={[...path, attribute.name]}
          value={values[attribute.name]}
          siblings={values}
          readOnly={readOnly || !canWrite(attribute, exists)}
          onChange={(value) => onChange({ ...values, [attribute.name]: said(attribute, value) })}
        />
      ))}
    </Stack>
  );
}
