// The administrator's session: one for the page, outside React, so that every request and every tab agrees about it.
//
// The access token is in memory only. A request that is refused because the session ended waits until the person has
// signed in again, so that nothing that was typed is lost.

import { MANAGEMENT_URL } from "../api/addresses";
import { Problem } from "../api/problem";
import { send } from "../api/send";
import { graphql } from "../graphql";
import type { SignInMutation, TypedDocumentString } from "../graphql/graphql";
import { inTurn, listen, tell } from "./refreshing";

const SIGN_IN = graphql(`
  mutation SignIn($input: LoginInput!) {
    login(input: $input) {
      accessToken
      expiresAt
      user {
        id
        email
        name
      }
    }
  }
`);

const RENEW = graphql(`
  mutation Renew {
    refreshSession {
      accessToken
      expiresAt
      user {
        id
        email
        name
      }
    }
  }
`);

const SIGN_OUT = graphql(`
  mutation SignOut {
    logout {
      sessionId
    }
  }
`);

export type User = SignInMutation["login"]["user"];

export type SessionState =
  | { phase: "restoring" }
  | { phase: "signed-out" }
  | { phase: "signed-in"; user: User }
  /** The session ended under way: the page stays as it is until the person has signed in again. */
  | { phase: "ended"; user: User };

type Opened = SignInMutation["login"];

/** A token this close to its end is renewed before it is used. */
const MARGIN_MILLIS = 30_000;

let state: SessionState = { phase: "restoring" };
let access: { token: string; expiresAt: number } | undefined;
let waiting: { resume: () => void; giveUp: (problem: Problem) => void }[] = [];
const listeners = new Set<() => void>();

/** For `useSyncExternalStore`. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentSession(): SessionState {
  return state;
}

/** Finds out whether the browser holds a session. */
export async function restore(): Promise<void> {
  try {
    await renew(undefined);
  } catch {
    become({ phase: "signed-out" });
  }
}

/** Signs in, and lets the requests go on that waited for it. Throws a `Problem` where it is refused. */
export async function signIn(email: string, password: string): Promise<void> {
  const opened = await run(SIGN_IN, { input: { email, password } });
  adopt(opened.login);
}

/** Ends the session, here and in the other tabs. */
export async function signOut(): Promise<void> {
  const bearer = access?.token;
  leave();
  tell({ kind: "signed-out" });
  await send({ url: MANAGEMENT_URL, bearer, keepalive: true }, SIGN_OUT.toString(), {}).catch(() => undefined);
}

/** Runs an operation at `url` as the person who is signed in. */
export async function request<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return requestText<Data>(MANAGEMENT_URL, document.toString(), variables);
}

/** The same for an operation that is put together while the page runs. */
export function requestText<Data>(url: string, query: string, variables: unknown): Promise<Data> {
  return asSignedIn((bearer) => send<Data>({ url, bearer }, query, variables));
}

/** Does something with the access token, once more where the session had to be renewed. */
export async function asSignedIn<Data>(work: (bearer: string) => Promise<Data>): Promise<Data> {
  const used = await livingToken();
  try {
    return await work(used);
  } catch (problem) {
    if (!isUnauthenticated(problem) || state.phase === "signed-out") {
      throw problem;
    }
    return await work(await renewOrAsk(used));
  }
}

async function livingToken(): Promise<string> {
  if (access && access.expiresAt - Date.now() > MARGIN_MILLIS) {
    return access.token;
  }
  return renewOrAsk(access?.token);
}

/** A token other than `used`: from the cookie, or when that does not help from the person. */
async function renewOrAsk(used: string | undefined): Promise<string> {
  try {
    return await renew(used);
  } catch (problem) {
    if (!isUnauthenticated(problem)) {
      throw problem;
    }
  }
  if (state.phase === "signed-in") {
    become({ phase: "ended", user: state.user });
  }
  if (state.phase !== "ended") {
    throw new Problem("You are signed out", "UNAUTHENTICATED");
  }
  await new Promise<void>((resume, giveUp) => waiting.push({ resume, giveUp }));
  return access?.token ?? "";
}

async function renew(used: string | undefined): Promise<string> {
  return inTurn(async () => {
    // Another request or tab may have renewed it while this one waited for its turn.
    if (access && access.token !== used) {
      return access.token;
    }
    const opened = (await run(RENEW, {})).refreshSession;
    adopt(opened);
    return opened.accessToken;
  });
}

function run<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
  return send<Data>({ url: MANAGEMENT_URL, keepalive: true }, document.toString(), variables);
}

function adopt(opened: Opened): void {
  const expiresAt = Date.parse(opened.expiresAt);
  access = { token: opened.accessToken, expiresAt };
  tell({ kind: "renewed", accessToken: opened.accessToken, expiresAt, userId: opened.user.id });
  if ("user" in state && state.user.id !== opened.user.id) {
    // What the page shows belongs to somebody else.
    window.location.reload();
    return;
  }
  become({ phase: "signed-in", user: opened.user });
  resumeAll();
}

function resumeAll(): void {
  const resumed = waiting;
  waiting = [];
  resumed.forEach((request) => request.resume());
}

function leave(): void {
  access = undefined;
  const left = waiting;
  waiting = [];
  become({ phase: "signed-out" });
  left.forEach((request) => request.giveUp(new Problem("You are signed out", "UNAUTHENTICATED")));
}

function become(next: SessionState): void {
  state = next;
  listeners.forEach((listener) => listener());
}

function isUnauthenticated(problem: unknown): boolean {
  return problem instanceof Problem && problem.code === "UNAUTHENTICATED";
}

listen((message) => {
  if (message.kind === "signed-out") {
    leave();
  } else if ("user" in state && state.user.id === message.userId) {
    access = { token: message.accessToken, expiresAt: message.expiresAt };
    become({ phase: "signed-in", user: state.user });
    resumeAll();
  } else if (state.phase === "signed-out") {
    void restore();
  }
});
