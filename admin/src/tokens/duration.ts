// How long a token lives: what is chosen, the date that results, and what the server is told.

import { exactMoment, fromLocalInput } from "../design/time";
import type { TokenLifespan } from "../graphql/graphql";

/** Unchanged, one of the server's lifespans, or a date. */
export type Duration = "KEEP" | TokenLifespan | "DATE";

export const DURATIONS: { value: Duration; label: string }[] = [
  { value: "DAYS_7", label: "7 days" },
  { value: "DAYS_30", label: "30 days" },
  { value: "DAYS_90", label: "90 days" },
  { value: "UNLIMITED", label: "Unlimited" },
  { value: "DATE", label: "Until a date…" },
];

const DAYS: Partial<Record<Duration, number>> = { DAYS_7: 7, DAYS_30: 30, DAYS_90: 90 };
const DAY_MILLIS = 86_400_000;

export type Expiry = { lifespan?: TokenLifespan; expiresAt?: string };

/** What the server is told; nothing where the expiry stays. */
export function expiryInput(duration: Duration, date: string): Expiry {
  if (duration === "KEEP") {
    return {};
  }
  return duration === "DATE" ? { expiresAt: fromLocalInput(date) } : { lifespan: duration };
}

/** When the token will stop working, in words. */
export function expiryInWords(duration: Duration, date: string, kept: string | null | undefined, now: number): string {
  const days = DAYS[duration];
  if (days) {
    return `Expires on ${exactMoment(new Date(now + days * DAY_MILLIS).toISOString())}`;
  }
  if (duration === "UNLIMITED") {
    return "Never expires";
  }
  const at = duration === "DATE" ? fromLocalInput(date) : kept;
  if (!at) {
    return duration === "KEEP" ? "Never expires" : "Choose the day and the time";
  }
  return `${Date.parse(at) <= now ? "Expired" : "Expires"} on ${exactMoment(at)}`;
}
