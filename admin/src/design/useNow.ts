import { useSyncExternalStore } from "react";

const STEP_MILLIS = 30_000;

let now = Date.now();

function subscribe(listener: () => void): () => void {
  const timer = window.setInterval(() => {
    now = Date.now();
    listener();
  }, STEP_MILLIS);
  return () => window.clearInterval(timer);
}

/** The present moment in milliseconds, right within half a minute; what shows it follows it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
