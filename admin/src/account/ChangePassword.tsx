import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import { useManagementChange } from "../api/management";
import { messageAt } from "../api/problem";
import { notify } from "../design/notices";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { graphql } from "../graphql";
import { useMe } from "../session/me";
import { PASSWORD_RULES } from "../session/passwordRules";

const CHANGE = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      user {
        id
      }
    }
  }
`);

const EYE = { "aria-label": "Show the password" };

/** The person's own password. */
export function ChangePassword() {
  const me = useMe();
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const change = useManagementChange(CHANGE);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    change.mutate({ input: { currentPassword, newPassword } }, { onSuccess: done });
  }

  function done() {
    setCurrent("");
    setNew("");
    notify("Your password is changed, and your other sessions have ended");
  }

  return (
    <Panel title="Password" about="Changing it ends your other sessions.">
      <form onSubmit={submit} aria-label="Password" noValidate>
        <Trouble problem={change.error} fields={["currentPassword", "newPassword"]} />
        <Stack gap="sm" maw={360}>
          <input type="hidden" autoComplete="username" value={me?.user.email ?? ""} readOnly />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={messageAt(change.error, "currentPassword")}
            visibilityToggleButtonProps={EYE}
          />
          <PasswordInput
            label="New password"
            description={PASSWORD_RULES}
            autoComplete="new-password"
            value={newPassword}
            onChange={(event) => setNew(event.currentTarget.value)}
            error={messageAt(change.error, "newPassword")}
            visibilityToggleButtonProps={EYE}
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
