// The explorer in a real browser: it runs queries with a token, shows what that token may see, talks to no other host,
// breaks no rule of its own policy and forgets the token with the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { admin, tokens, url } from "../server.js";
import { assertClean, screenshot, withPage } from "./chromium.js";
import { documentedType, result, runQuery } from "./graphiql.js";

test("a query runs with the token that was entered", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/graphql`);
    await enterToken(page, tokens.custom);
    await runQuery(page, "{ articles(pagination: {pageSize: 2}) { documentId title } }");
    await result(page, /"title"/);
    await screenshot(page, "query");
    assertClean(seen, url);
  });
});

test("a visitor without a token is told what to do first", async () => {
  await withPage(async (page) => {
    await page.goto(`${url}/graphql`);
    await result(page, /Enter an API token above/);
    await screenshot(page, "visitor");
  });
});

test("the documentation shows what the token may see and nothing else", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/graphql`);
    await enterToken(page, tokens.custom);
    const custom = await documentedType(page, "Article");
    assert.match(custom, /title/);
    assert.doesNotMatch(custom, /price/);
    await screenshot(page, "documentation");

    await page.getByRole("button", { name: "Forget" }).click();
    await enterToken(page, tokens.full_access);
    assert.match(await documentedType(page, "Article"), /price/);
    assertClean(seen, url);
  });
});

test("a token is in no storage and no address, and gone with the page", async () => {
  await withPage(async (page) => {
    await page.goto(`${url}/graphql`);
    await enterToken(page, tokens.custom);
    await runQuery(page, "{ __typename }");
    await result(page, /"Query"/);
    const kept = await page.evaluate(async () => ({
      address: location.href,
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      history: history.state,
    }));
    assert.deepEqual(kept, {
      address: `${url}/graphql`,
      local: {},
      session: {},
      cookies: "",
      databases: [],
      history: null,
    });
    await page.reload();
    await page.getByText("No credential").waitFor();
  });
});

test("a refused token is said to be refused", async () => {
  await withPage(async (page) => {
    await page.goto(`${url}/graphql`);
    await enterToken(page, "kw_nothing");
    await runQuery(page, "{ __typename }");
    await result(page, /401 Missing or invalid credentials/);
  });
});

test("an administrator signs in on the management page", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/admin/graphql`);
    await page.getByLabel("E-mail").fill(admin.email);
    await page.getByLabel("Password").fill(admin.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText(/^Using/).waitFor();
    await runQuery(page, "{ me { user { email } } }");
    await result(page, new RegExp(admin.email));
    await screenshot(page, "management");
    assertClean(seen, url);
  });
});

async function enterToken(page, token) {
  await page.getByRole("textbox", { name: "API token" }).fill(token);
  await page.getByRole("button", { name: "Use", exact: true }).click();
  await page.getByText(/^Using/).waitFor();
}
