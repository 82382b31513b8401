import { type FormEvent, useState } from "react";

import { type Endpoint, execute } from "./endpoint";

const LOGIN = "mutation Login($input: LoginInput!) { login(input: $input) { accessToken } }";

type Props = { endpoint: Endpoint; onPresent: (bearer: string) => void };

/** Exchanges e-mail and password for an access token. */
export function SignIn({ endpoint, onPresent }: Props) {
  const [problem, setProblem] = useState("");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const entries = new FormData(form);
    const input = { email: entries.get("email"), password: entries.get("password") };
    const answer = await execute(endpoint, "", { query: LOGIN, variables: { input } });
    const login = answer.data as { login?: { accessToken?: string } } | null | undefined;
    if (login?.login?.accessToken) {
      onPresent(login.login.accessToken);
    } else {
      setProblem(answer.errors?.[0]?.message ?? "Signing in failed");
    }
  }

  return (
    <form onSubmit={submit} aria-label="Sign in">
      <input type="email" name="email" aria-label="E-mail" placeholder="E-mail" autoComplete="username" required />
      <input
        type="password"
        name="password"
        aria-label="Password"
        placeholder="Password"
        autoComplete="current-password"
        required
      />
      <button type="submit">Sign in</button>
      {problem && <span role="alert">{problem}</span>}
    </form>
  );
}
