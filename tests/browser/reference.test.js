// The page about the REST API in a real browser: it shows what a token may do, tries requests out, talks to no other host,
// breaks no rule of its own policy and forgets the token with the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { tokens, url } from "../server.js";
import { assertClean, screenshot, withPage } from "./chromium.js";
import { violations } from "./panel.js";

test("a visitor without a token is told what to do first and sees no content type", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/api/docs`);
    await page.getByText(/Enter an API token above/).waitFor();
    assert.equal(await page.getByRole("heading", { level: 2 }).count(), 0);
    assertClean(seen, url);
  });
});

test("the page shows what the token may do and nothing else", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/api/docs`);
    await enterToken(page, tokens.custom);
    const list = await open(page, "GET /articles List");
    await list.getByText("Shape of the answer").click();
    const custom = await page.getByRole("main").innerText();
    assert.match(custom, /title: string/);
    assert.doesNotMatch(custom, /price|DELETE/);
    await screenshot(page, "reference");
    assert.deepEqual(await violations(page), []);

    await page.getByRole("button", { name: "Forget" }).click();
    await enterToken(page, tokens.full_access);
    const full = await open(page, "GET /articles List");
    await full.getByText("Shape of the answer").click();
    const everything = await page.getByRole("main").innerText();
    assert.match(everything, /price: number/);
    assert.match(everything, /DELETE/);
    assertClean(seen, url);
  });
});

test("a request is tried out with what was filled in", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/api/docs`);
    await enterToken(page, tokens.full_access);
    const list = await open(page, "GET /articles List");
    await parameter(list, "filters").fill("filters[price][$gt]=0&filters[title][$notNull]=true");
    await parameter(list, "pagination").fill("pagination[pageSize]=1");
    await parameter(list, "fields").fill("title");
    await list.getByRole("button", { name: "Send" }).click();
    const answer = list.locator(".answer");
    await answer.getByText("200 OK").waitFor();
    const body = JSON.parse(await answer.locator("pre").innerText());
    assert.deepEqual(Object.keys(body.data[0]), ["id", "documentId", "title"]);
    assert.equal(body.meta.pagination.pageSize, 1);

    const one = await open(page, "GET /articles/{documentId} Read one");
    await parameter(one, "documentId").fill("no/such");
    await one.getByRole("button", { name: "Send" }).click();
    await one.getByText("404 Not Found", { exact: true }).waitFor();
    await screenshot(page, "reference-answer");
    assertClean(seen, url);
  });
});

test("an entry is written with the body that was typed", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${url}/api/docs`);
    await enterToken(page, tokens.full_access);
    const create = await open(page, "POST /authors Create");
    const name = `Reference ${Date.now()}`;
    assert.ok("name" in JSON.parse(await create.getByLabel("Body").inputValue()).data);
    await create.getByLabel("Body").fill(JSON.stringify({ data: { name } }));
    await create.getByRole("button", { name: "Send" }).click();
    await create.getByText("201 Created").waitFor();
    assert.equal(JSON.parse(await create.locator(".answer pre").innerText()).data.name, name);
    assertClean(seen, url);
  });
});

test("a refused token is said to be refused, and a token is in no storage and gone with the page", async () => {
  await withPage(async (page) => {
    await page.goto(`${url}/api/docs`);
    await enterToken(page, "kw_nothing");
    await page.getByText("401 Missing or invalid credentials").waitFor();
    await enterToken(page, tokens.custom);
    await open(page, "GET /articles List");
    const kept = await page.evaluate(async () => ({
      address: location.href,
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
    }));
    assert.deepEqual(kept, { address: `${url}/api/docs`, local: {}, session: {}, cookies: "", databases: [] });
    await page.reload();
    await page.getByText("No credential").waitFor();
  });
});

async function enterToken(page, token) {
  await page.getByRole("textbox", { name: "API token" }).fill(token);
  await page.getByRole("button", { name: "Use", exact: true }).click();
  await page.getByText(/^Using/).waitFor();
}

/** Opens an operation by its line. */
async function open(page, line) {
  const summary = page.locator("main section > details > summary").filter({ hasText: new RegExp(`^${escaped(line)}$`) });
  await summary.click();
  return summary.locator("..");
}

/** A parameter's input, whose label begins with its name; what it is for follows, and can name other parameters. */
function parameter(operation, name) {
  return operation.getByRole("textbox", { name: new RegExp(`^${name}\\b`) });
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s*");
}
