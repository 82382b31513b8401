// Makes the pictures of the documentation: `npm run pictures`, with a demo server named as for the tests.

import assert from "node:assert/strict";
import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { admin, url } from "../server.js";
import { closeBrowser, withPage } from "./chromium.js";
import { result } from "./graphiql.js";
import { manage, openPanel, painted, panel, signIn } from "./panel.js";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const MOST_BYTES = 100_000;
const DESKTOP = { width: 1120, height: 720 };
const PHONE = { width: 390, height: 720 };

const TOKENS = "/settings/api-tokens";

const { apiTokens } = await manage('{ apiTokens(search: "Blog front end") { nodes { id } } }');
const blog = apiTokens.nodes[0].id;

await mkdir(FOLDER, { recursive: true });
await picture("tokens", { viewport: DESKTOP, colorScheme: "light" }, async (page) => {
  await openPanel(page, TOKENS);
  await page.getByRole("table", { name: "API Tokens" }).waitFor();
});
await picture("token-permissions", { viewport: DESKTOP, colorScheme: "dark" }, async (page) => {
  await openPanel(page, `${TOKENS}/${blog}`);
  const article = page.getByRole("button", { name: /^Article article/ });
  await article.click();
  await page.getByRole("button", { name: "Fields of find on Article" }).click();
  await article.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 90));
});
await picture("try-it", { viewport: DESKTOP, colorScheme: "light" }, async (page) => {
  await openPanel(page, `${TOKENS}/${blog}`);
  await page.getByRole("tab", { name: "curl, REST" }).waitFor();
  await page.getByRole("heading", { name: "Try it" }).evaluate((heading) => heading.scrollIntoView({ block: "center" }));
});
await picture("explorer-as-token", { viewport: DESKTOP, colorScheme: "light" }, async (page) => {
  await openPanel(page);
  const query = new URLSearchParams({ query: "{\n  articles(sort: \"title\") {\n    title\n    author {\n      name\n    }\n  }\n}" });
  await page.goto(`${panel}/view-as/${blog}#${query}`);
  await page.getByRole("button", { name: /execute query/i }).click();
  await result(page, /"title"/);
});
await picture("token-phone", { viewport: PHONE, colorScheme: "dark" }, async (page) => {
  await page.goto(`${panel}${TOKENS}/${blog}`);
  // A phone folds the sections away.
  await signIn(page, admin.email, admin.password);
  await page.getByRole("heading", { name: "Blog front end" }).waitFor();
});
await closeBrowser();

/** Keeps a picture of what `show` leads to. */
async function picture(name, options, show) {
  const path = `${FOLDER}${name}.png`;
  await withPage(
    async (page) => {
      await show(page);
      await painted(page);
      await page.screenshot({ path });
    },
    { ...options, reducedMotion: "reduce" },
  );
  const { size } = await stat(path);
  assert.ok(size <= MOST_BYTES, `${name}.png has ${size} bytes`);
  console.log(`${name}.png of ${url}: ${size} bytes`);
}
