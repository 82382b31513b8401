// "Try it" on a token's page: what the token sees, for an administrator who does not know its secret, and requests that
// are ready to be pasted.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { tokens, url } from "../server.js";
import { assertClean, observe, screenshot, withPage } from "./chromium.js";
import { documentedType, result, runQuery } from "./graphiql.js";
import { inspect, madeAdministrator, manage, openPanel, panel, signIn } from "./panel.js";
import { runSnippet } from "./snippets.js";

const BLOG = "Blog front end";

test("the snippets of a token run as they are shown, with its secret put in", async () => {
  await withPage(async (page, seen) => {
    await openToken(page, BLOG);
    const tabs = page.getByRole("tablist", { name: "Snippets" }).getByRole("tab");
    await tabs.first().waitFor();
    await inspect(page, "token-try");
    const names = await tabs.allInnerTexts();
    assert.deepEqual(names, ["curl, REST", "curl, GraphQL", "fetch", "@strapi/client", "Apollo Client"]);
    for (const name of names) {
      await page.getByRole("tab", { name, exact: true }).click();
      const code = await page.getByRole("region", { name: `Snippet for ${name}` }).innerText();
      const answer = await runSnippet(code, tokens.custom);
      const articles = Array.isArray(answer) ? answer : (answer.data ?? answer.articles ?? answer);
      const [first] = Array.isArray(articles) ? articles : articles.articles;
      assert.ok(first.title && first.documentId && first.author.name, `${name}: ${JSON.stringify(answer)}`);
    }
    assertClean(seen, url);
  });
});

test("a snippet is for what the token may do: one entry, a single type, or nothing at all", async () => {
  await withPage(async (page) => {
    await openPanel(page);
    await openNewToken(page, ["article:findOne(title)"]);
    await code(page, "curl, REST", /\/api\/articles\/<DOCUMENT_ID>'[^]*fields\[0\]=title'/);
    await code(page, "curl, GraphQL", /article\(documentId: /);
    await openNewToken(page, ["homepage:find(title)"]);
    await code(page, "@strapi/client", /single\("homepage"\)\.find/);
    await openNewToken(page, ["article:delete"]);
    await page.getByText("There is nothing that it may read.").waitFor();
  });
});

test("the tabs of the snippets are changed with the arrow keys, and a snippet is copied with its button", async () => {
  await withPage(
    async (page) => {
      await openToken(page, BLOG);
      await page.getByRole("tab", { name: "curl, REST" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      const snippet = page.getByRole("region", { name: "Snippet for fetch" });
      await snippet.waitFor();
      await page.getByRole("button", { name: "Copy the snippet" }).press("Enter");
      await page.getByText("Copied").waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied, await snippet.innerText());
      assert.ok(!copied.includes("kw_"));
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  );
});

test("the explorer opens as the token: its fields and no others, reading only, without its secret", async () => {
  await withPage(async (page) => {
    await openPanel(page);
    // One whose secret nobody has used.
    const { id, name } = await openNewToken(page, ["article:find(title,slug)"]);
    const explorer = await openExplorer(page);
    const seen = observe(explorer);
    await explorer.getByRole("heading", { name: `as “${name}” sees it` }).waitFor();
    await explorer.getByRole("button", { name: /execute query/i }).click();
    await result(explorer, /"title"/);
    await screenshot(explorer, "view");
    await runQuery(explorer, "{ articles { price } }");
    await result(explorer, /article:find\(price\)/);
    const documented = await documentedType(explorer, "Article");
    assert.match(documented, /title/);
    assert.doesNotMatch(documented, /price/);

    await explorer.reload();
    await explorer.getByRole("heading", { name: `as “${name}” sees it` }).waitFor();
    assertClean(seen, url);
    const { apiToken } = await manage("query ($id: ID!) { apiToken(id: $id) { lastUsedAt } }", { id });
    assert.equal(apiToken.lastUsedAt, null);
  });
});

test("a mutation is shown in the view and not run", async () => {
  const id = await idOf("Full access");
  await withPage(async (page) => {
    await openPanel(page);
    await page.goto(`${panel}/view-as/${id}`);
    await runQuery(page, 'mutation { createAuthor(data: {name: "Nobody"}) { documentId } }');
    await result(page, /its mutations are shown, and not run/);
    await runQuery(page, '{ authors(filters: {name: {eq: "Nobody"}}) { name } }');
    await result(page, /"authors": \[\]/);
  });
});

test("the view is gone when the person signs out, and asks whoever is not signed in to do so", async () => {
  await withPage(async (page) => {
    await openToken(page, BLOG);
    const explorer = await openExplorer(page);
    await explorer.getByRole("heading", { name: `as “${BLOG}” sees it` }).waitFor();
    const left = page.waitForResponse((response) => response.request().postData()?.includes("logout") ?? false);
    await page.getByRole("button", { name: "Sign out" }).click();
    await explorer.getByText("You are signed out.").waitFor();
    await left;
    await explorer.reload();
    await explorer.getByText("Sign in to the panel first").waitFor();
    await screenshot(explorer, "view-signed-out");
  });
});

test("a token that opens more than the administrator may see is shown as far as they may, and that is said", async () => {
  const grants = [{ contentType: "article", actions: ["find"], fields: ["title"] }];
  const clerk = await madeAdministrator({ permissions: ["api-tokens.read"], grants });
  const id = await idOf("Full access");
  await withPage(async (page) => {
    await page.goto(`${panel}/settings/api-tokens/${id}`);
    await signIn(page, clerk.email, clerk.password);
    await page.getByText("The token opens more than you may see").waitFor();
    await inspect(page, "token-try-narrowed");
    await page.goto(`${panel}/view-as/${id}`);
    await page.getByText("It opens more, which you may not see yourself").waitFor();
    const documented = await documentedType(page, "Article");
    assert.match(documented, /title/);
    assert.doesNotMatch(documented, /price|slug/);
  });
});

async function idOf(name) {
  const query = "query ($name: String) { apiTokens(search: $name) { nodes { id name } } }";
  const { apiTokens } = await manage(query, { name });
  return apiTokens.nodes.find((token) => token.name === name).id;
}

async function openToken(page, name) {
  const id = await idOf(name);
  await openPanel(page, `/settings/api-tokens/${id}`);
  await page.getByRole("heading", { name: "Try it" }).waitFor();
}

async function openNewToken(page, permissions) {
  const input = { name: `Try ${permissions} ${randomUUID()}`, type: "CUSTOM", permissions };
  const query = "mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token { id name } } }";
  const { createApiToken } = await manage(query, { input });
  await page.goto(`${panel}/settings/api-tokens/${createApiToken.token.id}`);
  return createApiToken.token;
}

/** Follows the link to the explorer, which opens in a tab of its own. */
async function openExplorer(page) {
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Open the explorer as this token" }).click();
  return opened;
}

async function code(page, name, pattern) {
  await page.getByRole("tab", { name, exact: true }).click();
  const snippet = await page.getByRole("region", { name: `Snippet for ${name}` }).innerText();
  assert.match(snippet, pattern);
}
