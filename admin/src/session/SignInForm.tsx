import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import { messageAt } from "../api/problem";
import { Trouble } from "../design/Trouble";
import { signIn } from "./session";

/** E-mail and password; with a fixed e-mail where it is known who has to come back. */
export function SignInForm({ email }: { email?: string }) {
  const [problem, setProblem] = useState<unknown>();
  const [waiting, setWaiting] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    setWaiting(true);
    try {
      await signIn(text(entries, "email"), text(entries, "password"));
    } catch (caught) {
      setProblem(caught);
      setWaiting(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Sign in" noValidate>
      <Trouble problem={problem} fields={["email"]} />
      <Stack gap="sm">
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          readOnly={email !== undefined}
          autoFocus={email === undefined}
          error={messageAt(problem, "email")}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          autoFocus={email !== undefined}
          data-autofocus={email !== undefined || undefined}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <Button type="submit" loading={waiting} mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function text(entries: FormData, name: string): string {
  const value = entries.get(name);
  return typeof value === "string" ? value : "";
}
