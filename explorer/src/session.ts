// The session that the admin panel opened in this browser. Its access token is renewed with a cookie that no script can
// read, and is in memory only.

import { type Endpoint, execute } from "./endpoint";

// Named as in the panel: a refresh token works once, so all tabs take turns.
const LOCK = "keyway-refresh";
const CHANNEL = "keyway-session";
const RENEW = "mutation Renew { refreshSession { accessToken } }";

/** A new access token; empty where nobody is signed in. */
export async function renewedToken(management: Endpoint): Promise<string> {
  const renew = async () => {
    const answer = await execute(management, "", { query: RENEW });
    const data = answer.data as { refreshSession?: { accessToken?: string } } | null | undefined;
    return data?.refreshSession?.accessToken ?? "";
  };
  // Browsers have locks where the page came over HTTPS or from this machine.
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? await locks.request(LOCK, renew) : await renew();
}

/** Calls back when the person signs out in another tab; gives back how to stop that. */
export function onSignOut(leave: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<{ kind?: string }>) => {
    if (event.data.kind === "signed-out") {
      leave();
    }
  });
  return () => channel.close();
}
