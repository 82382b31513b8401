// The secret of a token that was just made or regenerated: in memory, for the one page that shows it, and for nobody
// after that page is left.

import { useEffect, useSyncExternalStore } from "react";

type Shown = { tokenId: string; secret: string };

let shown: Shown | undefined;
const listeners = new Set<() => void>();

/** Lets the page of this token show its secret. */
export function showSecret(tokenId: string, secret: string): void {
  set({ tokenId, secret });
}

/** Forgets whatever secret there is. */
export function forgetSecret(): void {
  set(undefined);
}

/** The secret of this token while its page stays open. */
export function useSecretOnce(tokenId: string): string | undefined {
  const current = useSyncExternalStore(subscribe, () => shown);
  useEffect(() => forgetSecret, [tokenId]);
  return current?.tokenId === tokenId ? current.secret : undefined;
}

function set(next: Shown | undefined): void {
  shown = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
