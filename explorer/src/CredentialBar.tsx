import { type FormEvent, useState } from "react";

import type { Endpoint } from "./endpoint";
import { SignIn } from "./SignIn";

type Props = { endpoint: Endpoint; bearer: string; onPresent: (bearer: string) => void };

/** Takes the bearer token: an API token for content, an access token or a sign-in for management. */
export function CredentialBar({ endpoint, bearer, onPresent }: Props) {
  const [typed, setTyped] = useState("");
  const noun = endpoint.kind === "content" ? "API token" : "Access token";

  function submit(event: FormEvent) {
    event.preventDefault();
    onPresent(typed.trim());
    setTyped("");
  }

  return (
    <header className="credential-bar">
      <h1>
        Keyway <span>{endpoint.kind}</span>
      </h1>
      {endpoint.kind === "management" && !bearer && <SignIn endpoint={endpoint} onPresent={onPresent} />}
      <form onSubmit={submit} aria-label={noun}>
        <input
          type="password"
          aria-label={noun}
          placeholder={noun}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" disabled={!typed.trim()}>
          Use
        </button>
      </form>
      <p role="status">
        {bearer ? `Using ${hint(bearer)}` : "No credential"}
        {bearer && (
          <button type="button" onClick={() => onPresent("")}>
            Forget
          </button>
        )}
      </p>
    </header>
  );
}

/** Enough of a token to tell it from another one, too little to use it. */
function hint(bearer: string): string {
  return bearer.length > 20 ? `${bearer.slice(0, 3)}…${bearer.slice(-4)}` : "a token";
}
