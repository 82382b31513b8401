import { NativeSelect, Stack, Text } from "@mantine/core";

import { exactMoment } from "../design/time";
import { useNow } from "../design/useNow";

const CHOICES = [
  { value: "0", label: "Stops at once" },
  { value: "3600", label: "Works for 1 hour more" },
  { value: "86400", label: "Works for 1 day more" },
  { value: "604800", label: "Works for 7 days more" },
];

type Props = { seconds: number; name: string; error?: string; onChange: (seconds: number) => void };

/** Chooses how long the present secret works beside the new one, and says what that means. */
export function OverlapInput({ seconds, name, error, onChange }: Props) {
  const now = useNow();
  const until = exactMoment(new Date(now + seconds * 1000).toISOString());

  return (
    <Stack gap="xs">
      <NativeSelect
        label="The present secret"
        data={CHOICES}
        value={String(seconds)}
        error={error}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <Text size="sm" c="dimmed" aria-live="polite">
        {seconds === 0
          ? `Whatever uses “${name}” is refused until it has the new one.`
          : `Both secrets work until ${until}, and then the new one only.`}
      </Text>
    </Stack>
  );
}
