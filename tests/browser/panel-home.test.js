// Home: what the server is, and what wants to be looked at.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { inspect, manage, openAsEditor, openPanel } from "./panel.js";

const CREATE = "mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret token { id } } }";

test("the first page says what the server is and which tokens want to be looked at", async () => {
  const name = `Expiring ${randomUUID()}`;
  await manage(CREATE, { input: { name, type: "READ_ONLY", expiresAt: new Date(Date.now() + 3_600_000).toISOString() } });
  await withPage(async (page, seen) => {
    await openPanel(page);
    await page.getByText(/^\d+\.\d+\.\d+/).waitFor();
    const expiring = page.getByRole("region", { name: "Expiring soon" });
    await expiring.getByRole("link", { name }).click();
    await page.getByRole("heading", { name }).waitFor();
    await page.goBack();
    await page.getByRole("region", { name: "Never used" }).getByText("created").first().waitFor();
    await page.getByRole("link", { name: "Create an API token" }).click();
    await page.getByRole("heading", { name: "Create an API Token" }).waitFor();
    assertClean(seen, url);
  });
});

test("a request that was refused says with which token, where and for lack of what", async () => {
  const name = `Refused ${randomUUID()}`;
  const { createApiToken } = await manage(CREATE, { input: { name, type: "CUSTOM", permissions: ["article:find(title)"] } });
  for (let times = 0; times < 3; times += 1) {
    await ask(createApiToken.secret);
  }
  await ask("kw_nobody-knows-this-one");
  await withPage(async (page, seen) => {
    await openPanel(page);
    const row = page.getByRole("table", { name: "Refused lately" }).getByRole("row").filter({ hasText: name });
    await row.getByText("article:find(price)").waitFor();
    await row.getByText("3", { exact: true }).waitFor();
    await page.getByText("Unknown token").first().waitFor();
    await inspect(page, "home");
    assert.ok(!(await page.content()).includes(createApiToken.secret));
    await row.getByRole("link", { name }).click();
    await page.getByRole("heading", { name }).waitFor();
    assertClean(seen, url);
  });
});

test("an Editor sees what the server is and nothing about tokens", async () => {
  await withPage(async (page) => {
    await openAsEditor(page);
    await page.getByText("Database").waitFor();
    for (const section of ["Expiring soon", "Never used", "Refused lately", "Get on with it"]) {
      assert.equal(await page.getByRole("region", { name: section }).count(), 0, section);
    }
    await inspect(page, "home-editor");
  });
});

test("the first page is left for what can be done with the keyboard alone", async () => {
  await withPage(async (page) => {
    await openPanel(page);
    await page.getByRole("link", { name: "See who did what" }).press("Enter");
    await page.getByRole("heading", { name: "Audit Log" }).waitFor();
  });
});

async function ask(secret) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
  await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query: "{ articles(filters: {price: {gt: 7}}) { title } }" }) });
}
