// What the addresses of content types say.

import { textIn } from "../api/address";
import type { Kind } from "./definition";

const KINDS: Kind[] = ["collectionType", "singleType", "component"];

/** Reads the address of the list. */
export function typeListSearch(given: Record<string, unknown>): { q?: string } {
  return { q: textIn(given, "q") };
}

/** Reads the address of a new type. */
export function newTypeSearch(given: Record<string, unknown>): { kind?: Kind } {
  return { kind: KINDS.find((kind) => kind === given.kind) };
}
