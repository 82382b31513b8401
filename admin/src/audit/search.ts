// What the address of the audit log says.

import { type ListSearch, listAddress, textIn } from "../api/address";
import type { AuditEventFilter } from "../graphql/graphql";

export type AuditSearch = ListSearch & {
  actor?: string;
  action?: string;
  kind?: string;
  target?: string;
  /** The first day, such as 2026-11-28. */
  since?: string;
  /** The last day. */
  until?: string;
  /** The event whose details are shown. */
  event?: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what means nothing is left out. */
export function auditSearch(given: Record<string, unknown>): AuditSearch {
  return {
    ...listAddress(given),
    actor: textIn(given, "actor"),
    action: textIn(given, "action"),
    kind: textIn(given, "kind"),
    target: textIn(given, "target"),
    since: dayIn(given, "since"),
    until: dayIn(given, "until"),
    event: textIn(given, "event"),
  };
}

function dayIn(given: Record<string, unknown>, key: string): string | undefined {
  const text = textIn(given, key);
  return text && DAY.test(text) && dayBegins(text, 0) ? text : undefined;
}

/** What the server is told to leave out. Days begin and end where the reader is. */
export function filterOf(wanted: AuditSearch): AuditEventFilter {
  return {
    actorId: wanted.actor,
    action: wanted.action,
    targetKind: wanted.kind,
    targetId: wanted.target,
    since: wanted.since && dayBegins(wanted.since, 0),
    until: wanted.until && dayBegins(wanted.until, 1),
  };
}

/** Whether something is left out. */
export function isNarrowed(wanted: AuditSearch): boolean {
  const { q, actor, action, kind, target, since, until } = wanted;
  return [q, actor, action, kind, target, since, until].some(Boolean);
}

/** The moment at which a day begins, or one some days later; nothing where there is no such day. */
function dayBegins(day: string, later: number): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const midnight = new Date(year, month - 1, date + later);
  return Number.isNaN(midnight.getTime()) ? undefined : midnight.toISOString();
}
