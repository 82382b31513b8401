// Schemas as people read them, and bodies to begin with.

import type { Schema } from "./description";

type Schemas = Record<string, Schema>;

/** What is named deeper than this is not written out. */
const DEEPEST = 3;

/** A schema in the notation of types: `{ title: string | null, … }`. What is deep is left at its name. */
export function shape(schema: Schema | boolean, schemas: Schemas, depth = 0): string {
  if (typeof schema === "boolean") {
    return schema ? "any" : "never";
  }
  const name = nameOf(schema);
  const known = name === undefined ? undefined : schemas[name];
  if (name !== undefined && known) {
    return known.properties && depth >= DEEPEST ? name : shape(known, schemas, depth);
  }
  if (schema.anyOf) {
    return unique(schema.anyOf.map((one) => shape(one, schemas, depth))).join(" | ");
  }
  if (schema.allOf) {
    return schema.allOf.map((one) => shape(one, schemas, depth)).join(" & ");
  }
  if (schema.enum ?? schema.const !== undefined) {
    return (schema.enum ?? [schema.const]).map((value) => JSON.stringify(value)).join(" | ");
  }
  if (schema.items !== undefined) {
    return `Array<${shape(schema.items, schemas, depth)}>`;
  }
  return schema.properties ? objectShape(schema.properties, schemas, depth) : typeName(schema);
}

function objectShape(properties: Schemas, schemas: Schemas, depth: number): string {
  const indent = "  ".repeat(depth + 1);
  const lines = Object.entries(properties).map(([name, of]) => `${indent}${name}: ${shape(of, schemas, depth + 1)}`);
  return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

/** A body with every key and a value of its type, to change and to take from. */
export function sample(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const name = nameOf(schema);
  const known = name === undefined ? undefined : schemas[name];
  if (known) {
    return sample(known, schemas, depth);
  }
  const first = schema.anyOf?.[0] ?? schema.allOf?.[0];
  if (first) {
    return sample(first, schemas, depth);
  }
  if (schema.enum) {
    return schema.enum[0];
  }
  if (schema.properties) {
    const entries = depth < 2 ? Object.entries(schema.properties) : [];
    return Object.fromEntries(entries.map(([key, of]) => [key, sample(of, schemas, depth + 1)]));
  }
  return SAMPLES[typeName(schema).split(" | ")[0] ?? ""] ?? null;
}

const SAMPLES: Record<string, unknown> = { array: [], boolean: false, integer: 0, number: 0, object: {}, string: "" };

function typeName({ type }: Schema): string {
  return Array.isArray(type) ? type.join(" | ") : (type ?? "any");
}

function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split("/").pop();
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
