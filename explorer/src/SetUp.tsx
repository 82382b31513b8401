import { type FormEvent, useId, useState } from "react";

import { type Answer, type Endpoint, execute, messagesAt } from "./endpoint";

const SET_UP = `mutation SetUp($code: String!, $input: SetUpAdministratorInput!) {
  setUpAdministrator(code: $code, input: $input) { user { email } }
}`;

const PASSWORD_RULES = "At least 8 characters, among them a lower-case letter, an upper-case letter and a digit.";

type Data = { setUpAdministrator?: { user: { email: string } } } | null | undefined;

/** Makes the first administrator with the code of the link that led here. */
export function SetUp({ endpoint, code }: { endpoint: Endpoint; code: string }) {
  const [made, setMade] = useState("");

  return (
    <main className="set-up">
      <h1>Keyway</h1>
      {made ? (
        <div role="status">
          <p>
            <strong>{made}</strong> is the first administrator. The link that led here works no more.
          </p>
          <p>
            <a href={endpoint.url}>Sign in to manage the server</a>
          </p>
        </div>
      ) : code ? (
        <SetUpForm endpoint={endpoint} code={code} onMade={setMade} />
      ) : (
        <p role="alert">
          The code is missing. Open the link that the server printed when it started, or restart the server for a new
          one.
        </p>
      )}
    </main>
  );
}

type FormProps = { endpoint: Endpoint; code: string; onMade: (email: string) => void };

function SetUpForm({ endpoint, code, onMade }: FormProps) {
  const [answer, setAnswer] = useState<Answer>({});
  const [waiting, setWaiting] = useState(false);
  const inFields = [...messagesAt(answer, "email"), ...messagesAt(answer, "password")];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const input = { email: entries.get("email"), password: entries.get("password") };
    setWaiting(true);
    const answer = await execute(endpoint, "", { query: SET_UP, variables: { code, input } });
    setWaiting(false);
    const email = (answer.data as Data)?.setUpAdministrator?.user.email;
    if (email) {
      onMade(email);
    } else {
      setAnswer(answer);
    }
  }

  // The server says what is wrong with the input, so that it is said in one place.
  return (
    <form onSubmit={submit} aria-label="First administrator" noValidate>
      <p>This server has no administrator yet. Make the first one, who may do everything.</p>
      <Field label="E-mail" name="email" type="email" autoComplete="username" messages={messagesAt(answer, "email")} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint={PASSWORD_RULES}
        messages={messagesAt(answer, "password")}
      />
      <button type="submit" disabled={waiting}>
        Make administrator
      </button>
      {answer.errors && inFields.length === 0 && (
        <p role="alert">{answer.errors[0]?.message ?? "The server did not say what is wrong"}</p>
      )}
    </form>
  );
}

type FieldProps = {
  label: string;
  name: string;
  type: string;
  autoComplete: string;
  hint?: string;
  messages: string[];
};

function Field({ label, name, type, autoComplete, hint, messages }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        required
        aria-invalid={messages.length > 0}
        aria-describedby={`${id}-hint ${id}-problem`}
      />
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      <ul id={`${id}-problem`} role="alert">
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </div>
  );
}
