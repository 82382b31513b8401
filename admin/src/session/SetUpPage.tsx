import { Alert, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import { MANAGEMENT_URL, PANEL_PATH } from "../api/addresses";
import { messageAt } from "../api/problem";
import { send } from "../api/send";
import { Trouble } from "../design/Trouble";
import { graphql } from "../graphql";
import type { SetUpMutation } from "../graphql/graphql";
import { Door } from "./Door";
import { PASSWORD_RULES } from "./passwordRules";
import { signIn } from "./session";

const SET_UP = graphql(`
  mutation SetUp($code: String!, $input: SetUpAdministratorInput!) {
    setUpAdministrator(code: $code, input: $input) {
      user {
        email
      }
    }
  }
`);

// Taken out of the address before anything else, so that the code stays in no history and on no screen.
const code = takeCode();

function takeCode(): string {
  const address = new URL(window.location.href);
  const found = address.searchParams.get("code") ?? "";
  if (found) {
    window.history.replaceState(null, "", address.pathname);
  }
  return found;
}

/** Makes the first administrator with the code of the link that led here. */
export function SetUpPage() {
  if (!code) {
    return (
      <Door title="The code is missing">
        <Alert color="orange" role="alert">
          Open the link that the server printed when it started, or restart the server for a new one.
        </Alert>
      </Door>
    );
  }
  return (
    <Door
      title="Welcome to Keyway"
      about="This server has no administrator yet. Make the first one, who may do everything."
    >
      <SetUpForm />
    </Door>
  );
}

function SetUpForm() {
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<unknown>();
  const [waiting, setWaiting] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setWaiting(true);
    try {
      const variables = { code, input: { email, name, password } };
      await send<SetUpMutation>({ url: MANAGEMENT_URL }, SET_UP.toString(), variables);
      await signIn(email, password);
      window.location.assign(PANEL_PATH);
    } catch (caught) {
      setProblem(caught);
      setWaiting(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} aria-label="First administrator" noValidate>
      <Trouble problem={problem} fields={["email", "name", "password"]} />
      <Stack gap="sm">
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={messageAt(problem, "email")}
          autoFocus
        />
        <TextInput
          label="Name"
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={messageAt(problem, "name")}
        />
        <PasswordInput
          label="Password"
          description={PASSWORD_RULES}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={messageAt(problem, "password")}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <Button type="submit" loading={waiting} mt="xs">
          Make administrator
        </Button>
        <Text size="xs" c="dimmed">
          The link that led here works once.
        </Text>
      </Stack>
    </form>
  );
}
