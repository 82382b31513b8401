import { useSyncExternalStore } from "react";

import { currentSession, type SessionState, subscribe } from "./session";

/** The session as it is, now and after every change. */
export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, currentSession);
}
