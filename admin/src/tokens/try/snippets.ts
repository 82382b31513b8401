// Ready requests for what a token may read, in the languages of its users. The secret is never a part of them.

import type { Reading, SelectedField } from "./reading";

export type Snippet = { id: string; name: string; code: string };

/** Where the server is. */
export type Addresses = { graphql: string; rest: string };

/** Stands for the secret. */
export const PLACEHOLDER = "<YOUR_TOKEN>";
const DOCUMENT = "<DOCUMENT_ID>";
const PAGE_SIZE = 5;

/** One snippet for each way to ask. */
export function snippetsOf(reading: Reading, addresses: Addresses): Snippet[] {
  const { graphql, rest } = addresses;
  return [
    { id: "rest", name: "curl, REST", code: curlRest(rest, reading) },
    { id: "graphql", name: "curl, GraphQL", code: curlGraphql(graphql, queryOf(reading)) },
    { id: "fetch", name: "fetch", code: fetchGraphql(graphql, queryOf(reading)) },
    { id: "strapi", name: "@strapi/client", code: strapiClient(rest, reading) },
    { id: "apollo", name: "Apollo Client", code: apollo(graphql, queryOf(reading)) },
  ];
}

/** The reading as a GraphQL document. */
export function queryOf({ operation, reach, fields }: Reading): string {
  const selection = ["documentId", ...fields.map(({ name, of }) => (of ? `${name} { ${of} }` : name))];
  const selected = selection.map((line) => `    ${line}`).join("\n");
  return `{\n  ${operation}${argumentsOf(reach)} {\n${selected}\n  }\n}`;
}

function argumentsOf(reach: Reading["reach"]): string {
  switch (reach) {
    case "list":
      return `(pagination: { pageSize: ${PAGE_SIZE} })`;
    case "one":
      return `(documentId: "${DOCUMENT}")`;
    case "single":
      return "";
  }
}

function curlRest(url: string, { path, reach, fields }: Reading): string {
  const parameters = [
    ...plain(fields).map((name, index) => `fields[${index}]=${name}`),
    ...related(fields).map(({ name, of }) => `populate[${name}][fields][0]=${of}`),
    ...(reach === "list" ? [`pagination[pageSize]=${PAGE_SIZE}`] : []),
  ];
  return lines(
    `curl -G '${url}/${path}${reach === "one" ? `/${DOCUMENT}` : ""}'`,
    `-H 'Authorization: Bearer ${PLACEHOLDER}'`,
    ...parameters.map((parameter) => `-d '${parameter}'`),
  );
}

function curlGraphql(url: string, query: string): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, " ") });
  return lines(
    `curl '${url}'`,
    `-H 'Authorization: Bearer ${PLACEHOLDER}'`,
    `-H 'Content-Type: application/json'`,
    `-d '${body}'`,
  );
}

/** One command of a shell, an argument on each line. */
function lines(...parts: string[]): string {
  return parts.join(" \\\n  ");
}

function fetchGraphql(url: string, query: string): string {
  return `const query = \`${query}\`;

const response = await fetch("${url}", {
  method: "POST",
  headers: {
    Authorization: "Bearer ${PLACEHOLDER}",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ query }),
});
const { data, errors } = await response.json();
console.log(JSON.stringify(data ?? errors, null, 2));`;
}

function strapiClient(url: string, reading: Reading): string {
  return `import { strapi } from "@strapi/client";

const client = strapi({ baseURL: "${url}", auth: "${PLACEHOLDER}" });
const { data } = await client.${strapiCall(reading)};
console.log(JSON.stringify(data, null, 2));`;
}

function strapiCall({ path, reach, fields }: Reading): string {
  const parameters = strapiParameters(fields, reach);
  switch (reach) {
    case "list":
      return `collection("${path}").find(${parameters})`;
    case "one":
      return `collection("${path}").findOne("${DOCUMENT}", ${parameters})`;
    case "single":
      return `single("${path}").find(${parameters})`;
  }
}

function strapiParameters(fields: SelectedField[], reach: Reading["reach"]): string {
  const quoted = (names: string[]) => `[${names.map((name) => `"${name}"`).join(", ")}]`;
  const populate = related(fields).map(({ name, of }) => `${name}: { fields: ${quoted([of])} }`);
  const parameters = [
    ...(plain(fields).length > 0 ? [`fields: ${quoted(plain(fields))}`] : []),
    ...(populate.length > 0 ? [`populate: { ${populate.join(", ")} }`] : []),
    ...(reach === "list" ? [`pagination: { pageSize: ${PAGE_SIZE} }`] : []),
  ];
  return `{\n${parameters.map((line) => `  ${line},\n`).join("")}}`;
}

function apollo(url: string, query: string): string {
  return `import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";

const client = new ApolloClient({
  link: new HttpLink({
    uri: "${url}",
    headers: { Authorization: "Bearer ${PLACEHOLDER}" },
  }),
  cache: new InMemoryCache(),
});
const { data } = await client.query({
  query: gql\`${query}\`,
});
console.log(JSON.stringify(data, null, 2));`;
}

function plain(fields: SelectedField[]): string[] {
  return fields.filter(({ of }) => !of).map(({ name }) => name);
}

function related(fields: SelectedField[]): { name: string; of: string }[] {
  return fields.flatMap(({ name, of }) => (of ? [{ name, of }] : []));
}
