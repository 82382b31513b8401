// Renewing the session with the cookie that no script can read. A refresh token works once, and all tabs share one, so
// they take turns; whoever renews tells the others.

const LOCK = "keyway-refresh";

/** What tabs tell each other. It stays in memory. */
export type TabMessage =
  { kind: "renewed"; accessToken: string; expiresAt: number; userId: string } | { kind: "signed-out" };

const channel = new BroadcastChannel("keyway-session");

/** Tells the other tabs. */
export function tell(message: TabMessage): void {
  channel.postMessage(message);
}

/** Calls back with what other tabs tell. */
export function listen(hear: (message: TabMessage) => void): void {
  channel.addEventListener("message", (event: MessageEvent<TabMessage>) => hear(event.data));
}

/** Does something while no other tab does. Browsers have locks where the page came over HTTPS or from this machine. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? await locks.request(LOCK, work) : await work();
}
