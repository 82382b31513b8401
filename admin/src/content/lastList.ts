// Which part of each list was looked at last, so that the way back from an entry leads there.

import type { ContentType } from "./model";
import type { ListSearch } from "./search";

const looked = new Map<string, ListSearch>();

export function rememberList(type: ContentType, search: ListSearch): void {
  looked.set(type.contentType, search);
}

/** The way back to the list of a type. */
export function lastList(type: ContentType): { to: string; label: string; search: ListSearch } {
  return { to: `/content/${type.contentType}`, label: type.displayName, search: looked.get(type.contentType) ?? {} };
}
