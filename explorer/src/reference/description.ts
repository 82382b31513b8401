// What the server says of its REST API in OpenAPI, as far as this page looks at it.

export type Schema = {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema | boolean;
  properties?: Record<string, Schema>;
  enum?: unknown[];
  const?: unknown;
};

type Content = { content?: { "application/json"?: { schema: Schema } } };

export type Parameter = {
  name: string;
  in: "path" | "query";
  style?: string;
  description?: string;
  schema: Schema;
};

export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
};

export type Description = {
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

export type Listed = { method: string; path: string; operation: Operation };

/** The operations below the content type that each belongs to, in the order of the description. */
export function byContentType({ paths }: Description): [string, Listed[]][] {
  const groups = new Map<string, Listed[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const group = operation.tags[0] ?? "";
      groups.set(group, [...(groups.get(group) ?? []), { method: method.toUpperCase(), path, operation }]);
    }
  }
  return [...groups];
}

/** The schema of a body, where there is one. */
export function bodyOf(content: Content | undefined): Schema | undefined {
  return content?.content?.["application/json"]?.schema;
}

/** The schema of the answer when all goes well. */
export function answerOf({ responses }: Operation): Schema | undefined {
  const [status] = Object.keys(responses).filter((status) => status !== "default");
  return status ? bodyOf(responses[status]) : undefined;
}
