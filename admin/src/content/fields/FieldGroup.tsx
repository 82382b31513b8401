import { Input, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { type Attribute, labelOf } from "../model";
import classes from "./Components.module.css";
import { rulesOf } from "./describe";
import { useComplaint } from "./form";

type Props = { attribute: Attribute; path: string[]; children: ReactNode };

/** Several inputs that are one attribute, with its name, its rules and what is wrong with it as a whole. */
export function FieldGroup({ attribute, path, children }: Props) {
  const complaint = useComplaint(path);
  const rules = rulesOf(attribute);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        {labelOf(attribute.name)}
        {attribute.required && <span className={classes.asterisk}> *</span>}
      </legend>
      {rules && (
        <Text size="xs" c="dimmed" className={classes.about}>
          {rules}
        </Text>
      )}
      {complaint && (
        <Text size="sm" c="var(--mantine-color-error)" className={classes.complaint} role="alert">
          {complaint}
        </Text>
      )}
      {children}
    </fieldset>
  );
}

/** The same around a list of links and the way to add one. */
export function FieldFrame({ attribute, path, children }: Props) {
  return (
    <Input.Wrapper
      label={labelOf(attribute.name)}
      labelElement="div"
      description={rulesOf(attribute)}
      withAsterisk={attribute.required}
      error={useComplaint(path)}
    >
      {children}
    </Input.Wrapper>
  );
}
