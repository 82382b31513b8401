// What the addresses of lists say. What means nothing there is left out.

/** What every list can be asked in its address. */
export type ListSearch = { q?: string; sort?: string; page?: number };

type Given = Record<string, unknown>;

/** A text under this key; nothing where there is none. */
export function textIn(given: Given, key: string): string | undefined {
  const value = given[key];
  // The router reads a text of digits as a number.
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text ? text : undefined;
}

/** Search, order and page. */
export function listAddress(given: Given): ListSearch {
  const page = Number(given.page);
  return {
    q: textIn(given, "q"),
    sort: textIn(given, "sort"),
    page: Number.isInteger(page) && page > 1 ? page : undefined,
  };
}
