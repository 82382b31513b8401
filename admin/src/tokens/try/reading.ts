// What a first request with a token could read: the first type that it lists, with a few of its fields.

import type { Operation } from "./operations";

/** A field to be selected; one that leads to another type, with a field of that. */
export type SelectedField = { name: string; of?: string };

export type Reading = {
  /** The GraphQL root field, such as `articles`. */
  operation: string;
  /** Below `/api`, such as `articles`. */
  path: string;
  reach: "list" | "single" | "one";
  fields: SelectedField[];
};

const MOST_SCALARS = 3;
/** What every entry has says little about what a token opens. */
const COMMON = ["createdAt", "updatedAt", "publishedAt", "locale"];

/** The reading to show; nothing where the token reads nothing. */
export function readingOf(operations: Operation[]): Reading | undefined {
  const chosen =
    operations.find((each) => each.action === "find" && !isBuiltIn(each)) ??
    operations.find((each) => each.action === "findOne" && !isBuiltIn(each)) ??
    operations.find((each) => each.action === "find");
  const [operation, path] = [chosen?.operations[0], chosen?.routes[0]?.path];
  if (!chosen || !operation || !path) {
    return undefined;
  }
  const reach = chosen.action === "findOne" ? "one" : chosen.kind === "SINGLE" ? "single" : "list";
  const below = path.replace(/^\/api\//, "").replace(/\/:documentId$/, "");
  return { operation, path: below, reach, fields: selectionOf(chosen, operations) };
}

/** Types that the program brings along are known by their uid. */
function isBuiltIn(operation: Operation): boolean {
  return operation.contentType.includes("::");
}

function selectionOf(chosen: Operation, operations: Operation[]): SelectedField[] {
  const scalars = scalarsOf(chosen).slice(0, MOST_SCALARS);
  return [...scalars.map((name) => ({ name })), ...relationsOf(chosen, operations).slice(0, 1)];
}

function scalarsOf(operation: Operation): string[] {
  const names = operation.fields.filter((field) => field.scalar).map((field) => field.name);
  return names.filter((name) => !COMMON.includes(name));
}

/** The relations whose target shows more than its document id. */
function relationsOf(chosen: Operation, operations: Operation[]): SelectedField[] {
  return chosen.fields.flatMap(({ name, target }) => {
    const seen = operations.find((each) => each.contentType === target && each.action === "find");
    const [of] = seen ? scalarsOf(seen) : [];
    return of ? [{ name, of }] : [];
  });
}
