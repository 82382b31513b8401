import { NativeSelect, Stack, Text, TextInput } from "@mantine/core";

import { toLocalInput } from "../design/time";
import { useNow } from "../design/useNow";
import { type Duration, DURATIONS, expiryInWords } from "./duration";

type Props = {
  duration: Duration;
  date: string;
  /** The expiry that `KEEP` keeps; absent where there is none yet. */
  kept?: string | null;
  error?: string;
  readOnly?: boolean;
  onChange: (duration: Duration, date: string) => void;
};

const DAY_MILLIS = 86_400_000;

/** Chooses how long a token lives, and says until when that is. */
export function DurationInput({ duration, date, kept, error, readOnly = false, onChange }: Props) {
  const now = useNow();
  const choices = kept === undefined ? DURATIONS : [{ value: "KEEP", label: "As it is" }, ...DURATIONS];

  if (readOnly) {
    return (
      <div>
        <Text size="sm" fw={500}>
          Duration
        </Text>
        <Text mt={4}>{expiryInWords(duration, date, kept, now)}</Text>
      </div>
    );
  }

  function choose(next: Duration) {
    const suggested = new Date(now + 30 * DAY_MILLIS).toISOString();
    onChange(next, next === "DATE" && !date ? toLocalInput(suggested) : date);
  }

  return (
    <Stack gap="xs">
      <NativeSelect
        label="Duration"
        data={choices}
        value={duration}
        error={error}
        onChange={(event) => choose(event.currentTarget.value as Duration)}
      />
      {duration === "DATE" && (
        <TextInput
          label="Until"
          type="datetime-local"
          value={date}
          min={toLocalInput(new Date(now).toISOString())}
          onChange={(event) => onChange(duration, event.currentTarget.value)}
        />
      )}
      <Text size="sm" c="dimmed" aria-live="polite">
        {expiryInWords(duration, date, kept, now)}
      </Text>
    </Stack>
  );
}
