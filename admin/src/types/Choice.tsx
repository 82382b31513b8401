import { NativeSelect } from "@mantine/core";

type Props = {
  label: string;
  about?: string;
  /** What choosing nothing is called. */
  none: string;
  choices: { value: string; label: string }[];
  chosen: unknown;
  error?: string | undefined;
  onChange: (value: string) => void;
};

/** A choice of one among some, or of none. What is chosen and not among them stays to be seen. */
export function Choice({ label, about, none, choices, chosen, error, onChange }: Props) {
  const value = typeof chosen === "string" ? chosen : "";
  const unknown = value && !choices.some((choice) => choice.value === value) ? [{ value, label: value }] : [];
  return (
    <NativeSelect
      label={label}
      description={about}
      data={[{ value: "", label: none }, ...choices, ...unknown]}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
