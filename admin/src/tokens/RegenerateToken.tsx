import { Stack, Text } from "@mantine/core";
import { useState } from "react";

import { useManagementChange } from "../api/management";
import { messageAt } from "../api/problem";
import { Confirm } from "../design/Confirm";
import { notify } from "../design/notices";
import { DurationInput } from "./DurationInput";
import { type Duration, expiryInput } from "./duration";
import { REGENERATE, type Token } from "./operations";
import { OverlapInput } from "./OverlapInput";
import { showSecret } from "./secretOnce";

type Props = { token: Token; opened: boolean; onClose: () => void; onChanged: (token: Token) => void };

/** Asks, and replaces the secret of a token. An expired one needs a new duration along with it. */
export function RegenerateToken({ token, opened, onClose, onChanged }: Props) {
  const isExpired = token.status === "EXPIRED";
  const [chosen, setChosen] = useState<Duration>();
  const [date, setDate] = useState("");
  const [overlapSeconds, setOverlap] = useState(0);
  const regenerate = useManagementChange(REGENERATE);
  const duration = chosen ?? (isExpired ? "DAYS_30" : "KEEP");

  function confirm() {
    if (regenerate.isPending) {
      return;
    }
    regenerate.mutate(
      { id: token.id, ...expiryInput(duration, date), overlapSeconds },
      {
        onSuccess: ({ regenerateApiToken: { token: changed, secret } }) => {
          showSecret(changed.id, secret);
          onChanged(changed);
          notify(`“${changed.name}” has a new secret`);
          close();
        },
      },
    );
  }

  function close() {
    regenerate.reset();
    setChosen(undefined);
    setOverlap(0);
    onClose();
  }

  return (
    <Confirm
      title="Regenerate the secret?"
      verb="Regenerate"
      opened={opened}
      waiting={regenerate.isPending}
      problem={regenerate.error}
      onConfirm={confirm}
      onClose={close}
    >
      <Stack gap="md">
        {isExpired ? (
          <Text>
            <strong>{token.name}</strong> has expired. It gets a new secret and a new duration; the former secret does
            not come back.
          </Text>
        ) : (
          <OverlapInput
            seconds={overlapSeconds}
            name={token.name}
            error={messageAt(regenerate.error, "overlapSeconds")}
            onChange={setOverlap}
          />
        )}
        <DurationInput
          duration={duration}
          date={date}
          kept={isExpired ? undefined : (token.expiresAt ?? null)}
          error={messageAt(regenerate.error, "expiresAt") ?? messageAt(regenerate.error, "lifespan")}
          onChange={(next, until) => {
            setChosen(next);
            setDate(until);
          }}
        />
      </Stack>
    </Confirm>
  );
}
