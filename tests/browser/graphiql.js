// How tests use GraphiQL.

/** Puts a query into the editor and runs it. */
export async function runQuery(page, query) {
  await writeQuery(page, query);
  await page.getByRole("button", { name: /execute query/i }).click();
}

/** Puts a query into the editor. */
export async function writeQuery(page, query) {
  const editor = page.locator(".graphiql-query-editor .CodeMirror");
  await editor.waitFor();
  await editor.evaluate((element, text) => element.CodeMirror.setValue(text), query);
}

/** Waits for an answer. */
export async function result(page, pattern) {
  await page.locator(".result-window").filter({ hasText: pattern }).waitFor();
}

/** The text of the documentation's page on a type that a root field leads to. */
export async function documentedType(page, name) {
  const open = page.getByRole("button", { name: "Show Documentation Explorer" });
  const explorer = page.locator(".graphiql-doc-explorer");
  await open.or(explorer).first().waitFor();
  if (await open.isVisible()) {
    await open.click();
  }
  await explorer.getByRole("link", { name: "Query", exact: true }).click();
  await explorer.getByRole("link", { name, exact: true }).first().click();
  await explorer.locator(".graphiql-doc-explorer-title", { hasText: name }).waitFor();
  return explorer.innerText();
}
