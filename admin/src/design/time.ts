// Moments in words.

const SECOND = 1000;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400 * SECOND],
  ["month", 30 * 86_400 * SECOND],
  ["week", 7 * 86_400 * SECOND],
  ["day", 86_400 * SECOND],
  ["hour", 3_600 * SECOND],
  ["minute", 60 * SECOND],
];

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const EXACT = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** How far a moment is from `now`, such as "3 days ago". */
export function relativeMoment(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  const unit = UNITS.find(([, length]) => Math.abs(distance) >= length);
  return unit ? RELATIVE.format(Math.round(distance / unit[1]), unit[0]) : "just now";
}

/** Day and minute of a moment where the reader is. */
export function exactMoment(iso: string): string {
  return EXACT.format(new Date(iso));
}

/** A moment in the form that `<input type="datetime-local">` has. */
export function toLocalInput(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that such an input means; nothing while it is incomplete. */
export function fromLocalInput(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
