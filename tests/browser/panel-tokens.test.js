// Settings → API Tokens: everything an administrator does with tokens, in a real browser.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { url } from "../server.js";
import { assertClean, screenshot, withPage } from "./chromium.js";
import { endSessions, inspect, madeAdministrator, manage, openPanel, panel, signIn } from "./panel.js";

const TOKENS = "/settings/api-tokens";

test("the list is searched, narrowed, sorted and survives the back button", async () => {
  await withPage(async (page, seen) => {
    await openPanel(page, TOKENS);
    const table = page.getByRole("table", { name: "API Tokens" });
    await table.getByRole("link", { name: "Blog front end", exact: true }).waitFor();
    await inspect(page, "tokens");

    await page.getByLabel("Search by name").fill("bLoG");
    await page.waitForURL(/q=bLoG/);
    await page.getByText("1 token", { exact: true }).waitFor();
    await page.getByLabel("Search by name").fill("no such token");
    await page.getByText("No token is like that").waitFor();
    await page.getByLabel("Search by name").fill("");
    await page.getByLabel("Status").selectOption("EXPIRED");
    await page.waitForURL(/status=EXPIRED/);
    await table.getByText("Expired").first().waitFor();

    await page.getByLabel("Status").selectOption("");
    await page.getByRole("button", { name: "Created" }).click();
    await page.waitForURL(/sort=createdAt/);
    assert.equal(await table.getByRole("columnheader", { name: "Created" }).getAttribute("aria-sort"), "ascending");
    await table.getByRole("link", { name: "Blog front end", exact: true }).click();
    await page.getByRole("heading", { name: "Blog front end" }).waitFor();
    await page.goBack();
    await table.waitFor();
    assert.match(page.url(), /sort=createdAt/);
    assertClean(seen, url);
  });
});

test("a token is created once by a double click, and its secret is shown once", async () => {
  const name = `Panel ${randomUUID()}`;
  await withPage(async (page, seen) => {
    await openPanel(page, TOKENS);
    await page.getByRole("link", { name: "Create new API Token" }).first().click();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Description").fill("Made in the browser");
    await page.getByLabel("Duration").selectOption("DAYS_7");
    await page.getByText(/^Expires on /).waitFor();
    await page.getByRole("radio", { name: "Custom" }).check();
    await chooseTitleOfArticles(page);
    await inspect(page, "token-new");
    await page.getByRole("button", { name: "Create", exact: true }).dblclick();

    const banner = page.getByRole("status").filter({ hasText: "Copy the secret now" });
    await banner.waitFor();
    const secret = await banner.locator("code").innerText();
    assert.match(secret, /^kw_[A-Za-z0-9]{49}$/);
    await inspect(page, "token-secret");
    const { apiTokens } = await manage("query ($search: String) { apiTokens(search: $search) { nodes { permissions } } }", {
      search: name,
    });
    assert.deepEqual(apiTokens.nodes, [{ permissions: ["article:find(title)"] }]);

    assert.deepEqual(await statusOf(secret, "{ articles { title } }"), []);
    assert.deepEqual(await statusOf(secret, "{ articles(pagination: {limit: 1}) { price } }"), ["FORBIDDEN"]);

    assert.ok(!(await tracesOf(page)).includes(secret), "in storage, address or history");
    const later = [];
    page.on("response", async (response) => later.push(await response.text().catch(() => "")));
    await page.reload();
    await page.getByRole("heading", { name }).waitFor();
    assert.ok(!(await page.content()).includes(secret), "on the page after a reload");
    await page.goBack();
    await page.goForward();
    await page.getByRole("heading", { name }).waitFor();
    assert.ok(!(await page.content()).includes(secret), "on the page after going back");
    assert.ok(!later.join().includes(secret), "in an answer after a reload");
    assertClean(seen, url);
  });
});

test("the second click of a double click changes nothing on the page that the first one led to", async () => {
  await withPage(async (page) => {
    await openPanel(page, `${TOKENS}/new`);
    await page.getByLabel("Name").fill(`Panel ${randomUUID()}`);
    await page.getByRole("radio", { name: "Full access" }).check();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByText("Copy the secret now").waitFor();

    const readOnly = page.getByRole("radio", { name: "Read-only" });
    const { x, y, width, height } = await readOnly.boundingBox();
    const centre = [x + width / 2, y + height / 2];
    await page.mouse.move(...centre);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    assert.ok(!(await readOnly.isChecked()), "by the second click");
    await page.mouse.click(...centre);
    assert.ok(await readOnly.isChecked(), "by a click of its own");
  });
});

test("the secret is gone when its page is left and opened again", async () => {
  await withPage(async (page) => {
    const name = await createToken(page);
    await page.getByText("Copy the secret now").waitFor();
    await page.getByRole("link", { name: "API Tokens" }).first().click();
    await page.getByLabel("Search by name").fill(name);
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { name }).waitFor();
    assert.equal(await page.getByText("Copy the secret now").count(), 0);
  });
});

test("read-only and full access tick the boxes they stand for, and changing one makes the token custom", async () => {
  await withPage(async (page) => {
    await openPanel(page, `${TOKENS}/new`);
    const article = page.getByRole("button", { name: /^Article article/ });
    await article.click();
    assert.ok(await page.getByLabel("find", { exact: true }).isChecked());
    assert.ok(!(await page.getByLabel("create", { exact: true }).isChecked()));
    await page.getByRole("radio", { name: "Full access" }).check();
    assert.ok(await page.getByLabel("create", { exact: true }).isChecked());
    await page.getByText("Full access decides these").waitFor();
    await page.getByText("DELETE /api/articles/:documentId").waitFor();

    await page.getByLabel("delete", { exact: true }).uncheck();
    assert.ok(await page.getByRole("radio", { name: "Custom" }).isChecked());
    const all = page.getByLabel("Select all of Article", { exact: true });
    assert.ok(await all.evaluate((box) => box.indeterminate));
    await screenshot(page, "token-tree");
    await all.click();
    assert.ok(await page.getByLabel("delete", { exact: true }).isChecked());
    await all.click();
    assert.ok(!(await page.getByLabel("find", { exact: true }).isChecked()));
  });
});

test("two people who edit the same token do not overwrite each other silently", async () => {
  await withPage(async (page) => {
    const name = await createToken(page);
    const id = page.url().split("/").at(-1);
    await page.getByLabel("Description").fill("mine");
    await manage("mutation ($id: ID!) { updateApiToken(id: $id, input: {description: \"theirs\"}) { token { id } } }", { id });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed this token" });
    await alert.waitFor();
    await inspect(page, "token-conflict");
    assert.equal(await page.getByLabel("Description").inputValue(), "mine");
    await alert.getByRole("button", { name: "Save mine over it" }).click();
    await page.getByText(`“${name}” is saved`).waitFor();
    const { apiToken } = await manage("query ($id: ID!) { apiToken(id: $id) { description } }", { id });
    assert.equal(apiToken.description, "mine");
  });
});

test("losing the connection while saving loses nothing, and a broken rule stands below its field", async () => {
  const name = `Panel ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, `${TOKENS}/new`);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    const field = page.getByLabel("Name");
    await page.locator("[aria-invalid=true]").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await inspect(page, "token-problem");

    await field.fill(name);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByText("The server cannot be reached").waitFor();
    assert.equal(await field.inputValue(), name);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByText("Copy the secret now").waitFor();
  });
});

test("a session that ends while a token is typed keeps the whole form and saves it after signing in", async () => {
  const name = `Panel ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, `${TOKENS}/new`);
    await page.getByLabel("Name").fill(name);
    await endSessions();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.getByLabel("Password", { exact: true }).fill(JSON.parse(process.env.KEYWAY_DEMO).admin.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name }).waitFor();
    await page.getByText("Copy the secret now").waitFor();
  });
});

test("leaving a form that is not saved asks first", async () => {
  await withPage(async (page) => {
    await openPanel(page, `${TOKENS}/new`);
    await page.getByLabel("Name").fill("half a name");
    await page.getByRole("navigation").getByRole("link", { name: "Home", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.equal(await page.getByLabel("Name").inputValue(), "half a name");
    await page.getByRole("navigation").getByRole("link", { name: "Home", exact: true }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Leave" }).click();
    await page.getByLabel("Name").waitFor({ state: "detached" });
  });
});

test("regenerating, disabling and deleting are confirmed and act on the next request", async () => {
  await withPage(async (page) => {
    const name = await createToken(page);
    const code = page.getByRole("status").filter({ hasText: "Copy the secret now" }).locator("code");
    const first = await code.innerText();
    assert.deepEqual(await statusOf(first, "{ __typename }"), []);

    await page.getByRole("button", { name: "Regenerate" }).click();
    const dialog = page.getByRole("dialog", { name: "Regenerate the secret?" });
    await dialog.waitFor();
    await inspect(page, "token-regenerate");
    await dialog.getByRole("button", { name: "Regenerate" }).click();
    await page.getByText(`“${name}” has a new secret`).waitFor();
    const second = await code.innerText();
    assert.notEqual(second, first);
    assert.equal(await statusOf(first, "{ __typename }"), 401);
    assert.deepEqual(await statusOf(second, "{ __typename }"), []);

    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByText(`“${name}” is disabled`).waitFor();
    assert.equal(await statusOf(second, "{ __typename }"), 401);

    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog", { name: "Delete this token?" }).getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(`${panel}${TOKENS}`);
    await page.getByLabel("Search by name").fill(name);
    await page.getByText("No token is like that").waitFor();
  });
});

test("a regenerated token works with both secrets for the overlap that was chosen, and says until when", async () => {
  await withPage(async (page) => {
    const name = await createToken(page);
    const code = page.getByRole("status").filter({ hasText: "Copy the secret now" }).locator("code");
    const first = await code.innerText();
    await page.getByRole("button", { name: "Regenerate" }).click();
    const dialog = page.getByRole("dialog", { name: "Regenerate the secret?" });
    await dialog.getByLabel("The present secret").selectOption("Works for 1 hour more");
    await dialog.getByText(/^Both secrets work until /).waitFor();
    await inspect(page, "token-overlap");
    await dialog.getByRole("button", { name: "Regenerate" }).click();
    await page.getByText(`“${name}” has a new secret`).waitFor();
    const second = await code.innerText();
    assert.deepEqual(await statusOf(first, "{ __typename }"), []);
    assert.deepEqual(await statusOf(second, "{ __typename }"), []);
    await page.getByText(/former secret .* stops in (1 hour|60 minutes)/).waitFor();

    // A second regeneration at once ends all that came before.
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Regenerate" }).click();
    await dialog.getByRole("button", { name: "Regenerate" }).click();
    await page.getByText(/former secret/).waitFor({ state: "detached" });
    assert.equal(await statusOf(first, "{ __typename }"), 401);
    assert.equal(await statusOf(second, "{ __typename }"), 401);
  });
});

test("a token lives until the date that was typed", async () => {
  const name = `Panel ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, `${TOKENS}/new`);
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Duration").selectOption("DATE");
    await page.getByLabel("Until", { exact: true }).fill("2001-01-01T10:00");
    await page.getByText(/^Expired on Jan 1, 2001/).waitFor();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByText("ExpiresAt must be in the future").waitFor();

    await page.getByLabel("Until", { exact: true }).fill("2089-05-06T10:30");
    await page.getByText(/^Expires on May 6, 2089/).waitFor();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("heading", { name }).waitFor();
    const id = page.url().split("/").at(-1);
    const { apiToken } = await manage("query ($id: ID!) { apiToken(id: $id) { expiresAt lifespan } }", { id });
    const typed = await page.evaluate(() => new Date("2089-05-06T10:30").toISOString());
    assert.deepEqual(apiToken, { expiresAt: typed, lifespan: null });
  });
});

test("an editor sees no token section, and its addresses say why", async () => {
  const editor = await madeAdministrator("Editor");
  await withPage(async (page) => {
    await page.goto(`${panel}${TOKENS}`);
    await signIn(page, editor.email, editor.password);
    await page.getByRole("heading", { name: "Not for you" }).waitFor();
    await page.getByText("api-tokens.read").waitFor();
    await inspect(page, "forbidden");
    for (const address of [`${TOKENS}/new`, `${TOKENS}/anything`]) {
      await page.goto(`${panel}${address}`);
      await page.getByRole("heading", { name: "Not for you" }).waitFor();
    }
    assert.equal(await page.getByRole("link", { name: "API Tokens" }).count(), 0);
  });
});

test("of a token there is only what the person may do: looking at it without a single button", async () => {
  const auditor = await madeAdministrator({ permissions: ["api-tokens.read"], grants: [] });
  await withPage(async (page) => {
    await page.goto(`${panel}${TOKENS}`);
    await signIn(page, auditor.email, auditor.password);
    await page.getByRole("link", { name: "Blog front end", exact: true }).waitFor();
    assert.equal(await page.getByRole("link", { name: /^(Edit|Create)/ }).count(), 0);
    assert.equal(await page.getByRole("button", { name: /^Delete/ }).count(), 0);
    await page.getByRole("link", { name: "Blog front end", exact: true }).click();
    await page.getByRole("heading", { name: "Blog front end" }).waitFor();
    assert.equal(await page.getByRole("button", { name: /Save|Disable|Regenerate|Delete/ }).count(), 0);
    await page.goto(`${panel}${TOKENS}/new`);
    await page.getByText("api-tokens.create").waitFor();
  });
});

test("whoever was overtaken can look at the other version instead", async () => {
  await withPage(async (page) => {
    await createToken(page);
    const id = page.url().split("/").at(-1);
    await page.getByLabel("Description").fill("mine");
    await manage("mutation ($id: ID!) { updateApiToken(id: $id, input: {description: \"theirs\"}) { token { id } } }", { id });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Show their version" }).click();
    await page.waitForFunction(() => document.querySelector("textarea").value === "theirs");
    await page.getByLabel("Description").fill("agreed");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText(/is saved$/).waitFor();
  });
});

test("a custom token is created with the keyboard alone", async () => {
  const name = `Panel ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, TOKENS);
    await tabTo(page, page.getByRole("link", { name: "Create new API Token" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByLabel("Name"));
    await page.keyboard.type(name);
    await tabTo(page, page.getByRole("radio", { name: "Read-only" }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.getByRole("radio", { name: "Custom" }).isChecked());
    await tabTo(page, page.getByRole("button", { name: /^Article article/ }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByLabel("find", { exact: true }));
    await page.keyboard.press("Space");
    await tabTo(page, page.getByRole("button", { name: "Create", exact: true }));
    await page.keyboard.press("Enter");
    await page.getByText("Copy the secret now").waitFor();
    await tabTo(page, page.getByRole("button", { name: "Copy the secret" }));
    const { apiTokens } = await manage("query ($search: String) { apiTokens(search: $search) { nodes { permissions } } }", {
      search: name,
    });
    assert.deepEqual(apiTokens.nodes, [{ permissions: ["article:find"] }]);
  });
});

/** Presses Tab until the focus is there. */
async function tabTo(page, target) {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${target}`);
}

async function chooseTitleOfArticles(page) {
  await page.getByRole("button", { name: /^Article article/ }).click();
  await page.getByRole("button", { name: "Fields of find on Article" }).click();
  await page.getByLabel("title", { exact: true }).check();
}

async function createToken(page) {
  const name = `Panel ${randomUUID()}`;
  await openPanel(page, `${TOKENS}/new`);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name }).waitFor();
  return name;
}

/** The codes of the errors that a query is answered with; the status where it is not let in. */
async function statusOf(secret, query) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const answer = await response.json();
  return response.status === 401 ? 401 : (answer.errors ?? []).map((error) => error.extensions.code);
}

/** Everything that the browser keeps beyond the page. */
async function tracesOf(page) {
  return page.evaluate(async () =>
    JSON.stringify([
      location.href,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
}
