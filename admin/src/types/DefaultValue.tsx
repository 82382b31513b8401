import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { Choice } from "./Choice";
import type { Attribute } from "./definition";

type Props = { attribute: Attribute; error: string | undefined; onChange: (value: unknown) => void };

const LABEL = "Default";
const INPUTS: Record<string, string> = { date: "date", integer: "number", decimal: "number", float: "number" };
const HINTS: Record<string, string> = { time: "Such as 09:30:00", datetime: "Such as 2026-11-28T12:00:00Z" };

/** What is stored where an entry is made without a value. */
export function DefaultValue({ attribute, error, onChange }: Props) {
  const value = attribute.default;
  if (attribute.type === "boolean") {
    const words = { true: "Yes", false: "No" };
    return (
      <Choice
        label={LABEL}
        none="None"
        choices={Object.entries(words).map(([each, label]) => ({ value: each, label }))}
        chosen={typeof value === "boolean" ? String(value) : ""}
        error={error}
        onChange={(chosen) => onChange(chosen === "" ? undefined : chosen === "true")}
      />
    );
  }
  if (attribute.type === "enumeration") {
    const members = Array.isArray(attribute.enum) ? attribute.enum.map(String) : [];
    return (
      <Choice
        label={LABEL}
        none="None"
        choices={members.map((member) => ({ value: member, label: member }))}
        chosen={value}
        error={error}
        onChange={onChange}
      />
    );
  }
  if (attribute.type === "json") {
    return <JsonDefault value={value} error={error} onChange={onChange} />;
  }
  const isNumber = INPUTS[attribute.type] === "number";
  return (
    <TextInput
      label={LABEL}
      description={HINTS[attribute.type]}
      type={INPUTS[attribute.type] ?? "text"}
      step="any"
      value={typeof value === "string" || typeof value === "number" ? String(value) : ""}
      error={error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(isNumber && text !== "" ? Number(text) : text);
      }}
    />
  );
}

function JsonDefault({ value, error, onChange }: Omit<Props, "attribute"> & { value: unknown }) {
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const [problem, setProblem] = useState<string>();

  function type(next: string) {
    setText(next);
    try {
      onChange(next.trim() ? JSON.parse(next) : undefined);
      setProblem(undefined);
    } catch (caught) {
      setProblem(caught instanceof Error ? caught.message : "This is not JSON");
    }
  }

  return (
    <Textarea
      label={LABEL}
      rows={3}
      value={text}
      error={problem ?? error}
      spellCheck={false}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
