// Content: entries found, published and deleted in a real browser, by those who may.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { url } from "../server.js";
import { assertClean, screenshot, withPage } from "./chromium.js";
import { answer, content, holding, remove } from "./content.js";
import { inspect, openPanel, panel, signIn } from "./panel.js";

test("an entry goes from draft to published, changed, and back, and is deleted", async () => {
  const title = `Life ${randomUUID()}`;
  const published = async () => (await content(`{ articles(filters: {title: {startsWith: "${title}"}}) { title } }`)).articles;
  await withPage(async (page) => {
    await openPanel(page, "/content/article/new");
    await page.getByRole("textbox", { name: "Title", exact: true }).fill(title);
    await page.getByRole("button", { name: "Make from title" }).click();
    assert.match(await page.getByLabel("Slug").inputValue(), /^life-[0-9a-f-]+$/);
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByRole("heading", { name: title }).waitFor();
    await page.getByText("Draft", { exact: true }).waitFor();
    assert.deepEqual(await published(), []);

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Published", { exact: true }).first().waitFor();
    assert.deepEqual(await published(), [{ title }]);
    await page.getByRole("textbox", { name: "Title", exact: true }).fill(`${title}, again`);
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Changed", { exact: true }).first().waitFor();
    await inspect(page, "content-changed");
    assert.deepEqual(await published(), [{ title }]);

    await page.getByRole("button", { name: "Discard changes" }).click();
    await answer(page, "Discard the changes?", "Discard");
    await page.getByRole("heading", { name: title, exact: true }).waitFor();
    await page.getByRole("button", { name: "Unpublish" }).click();
    await answer(page, "Unpublish this entry?", "Unpublish");
    await page.getByText("Draft", { exact: true }).waitFor();
    assert.deepEqual(await published(), []);

    await remove(page);
    await page.waitForURL(`${panel}/content/article`);
    const { articles } = await content(`{ articles(status: DRAFT, filters: {title: {eq: "${title}"}}) { title } }`);
    assert.deepEqual(articles, []);
  });
});

test("a list is searched, filtered, sorted and paged in the address, and the way back leads there", async () => {
  await withPage(async (page, seen) => {
    await openPanel(page, "/content");
    await page.getByRole("main").getByRole("link", { name: "Article" }).waitFor();
    await inspect(page, "content");
    await page.getByRole("main").getByRole("link", { name: "Article" }).click();
    const table = page.getByRole("table", { name: "Article" });
    await table.getByText("Published", { exact: true }).first().waitFor();
    await inspect(page, "content-list");

    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByLabel("Field").selectOption("kind");
    await page.getByLabel("Value").selectOption("guide");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.waitForURL(/where=/);
    await table.getByText("essay").first().waitFor({ state: "detached" });
    await page.getByLabel("Search in Article").fill("SOIL before");
    await page.getByText("1 entry", { exact: true }).waitFor();
    await page.getByLabel("Search in Article").fill("");
    await page.getByText("1 entry", { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Title" }).click();
    await page.waitForURL(/sort=title/);
    await table.getByRole("link").first().click();
    await page.getByRole("textbox", { name: "Title", exact: true }).waitFor();
    await page.goBack();
    await table.waitFor();
    assert.match(page.url(), /where=.*sort=title/);
    await table.getByRole("link").first().click();
    await page.getByRole("textbox", { name: "Title", exact: true }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Article" }).click();
    await page.waitForURL(/where=.*sort=title/);
    await page.getByLabel("State").selectOption("draft");
    await page.waitForURL(/state=draft/);
    await page.getByRole("button", { name: /^Take away: Kind is guide/ }).click();
    await table.getByText("Draft", { exact: true }).first().waitFor();
    assert.equal(await table.getByText("Published", { exact: true }).count(), 0);
    assertClean(seen, url);
  });
});

test("several entries are deleted at once, after a question", async () => {
  const mark = randomUUID();
  const [one, two] = [`One ${mark}`, `Two ${mark}`];
  for (const name of [one, two]) {
    await content(`mutation { createAuthor(data: {name: "${name}"}) { documentId } }`);
  }
  await withPage(async (page) => {
    await openPanel(page, `/content/author?q=${mark}`);
    await page.getByText("2 entries", { exact: true }).waitFor();
    await page.getByLabel(`Choose ${one}`).check();
    await page.getByLabel("Choose all of this page").check();
    await page.getByText("2 entries chosen").waitFor();
    await screenshot(page, "content-chosen");
    await page.getByRole("region", { name: "Chosen entries" }).getByRole("button", { name: "Delete" }).click();
    await answer(page, "Delete 2 entries?", "Delete");
    await page.getByText("No entry is like that").waitFor();
    assert.deepEqual((await content(`{ authors(filters: {name: {contains: "${mark}"}}) { name } }`)).authors, []);
  });
});

test("the homepage, of which there is one, is edited where its list would be", async () => {
  await withPage(async (page) => {
    await openPanel(page);
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Homepage" }).click();
    await page.getByRole("heading", { name: "Homepage" }).waitFor();
    await page.getByRole("button", { name: /^Highlight New to this/ }).click();
    await inspect(page, "content-single");
    await page.getByLabel("Intro").fill("Another intro");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Changed", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await answer(page, "Discard the changes?", "Discard");
    await page.getByText("Published", { exact: true }).first().waitFor();
  });
});

test("an administrator with narrower grants finds their types, fields and buttons, and no others", async () => {
  const clerk = await holding(["article:find,findOne(title,excerpt)+drafts", "article:update(excerpt)", "author:find(name)"]);
  await withPage(async (page, seen) => {
    await page.goto(`${panel}/content`);
    await signIn(page, clerk.email, clerk.password);
    const navigation = page.getByRole("navigation", { name: "Sections" });
    await navigation.getByRole("link", { name: "Article" }).waitFor();
    assert.equal(await navigation.getByRole("link", { name: /Category|Homepage/ }).count(), 0);
    await navigation.getByRole("link", { name: "Article" }).click();
    await page.getByRole("table").getByRole("link", { name: "Soil Before Seeds" }).or(page.getByRole("table")).first().waitFor();
    assert.equal(await page.getByRole("link", { name: "Create new entry" }).count(), 0);
    await page.getByLabel("Search in Article").fill("Soil Before Seeds");
    await page.getByRole("link", { name: "Soil Before Seeds" }).click();
    await page.getByRole("textbox", { name: "Title", exact: true }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Title", exact: true }).getAttribute("readonly"), "");
    assert.equal(await page.getByLabel("Excerpt").getAttribute("readonly"), null);
    assert.equal(await page.getByLabel(/Price|Body|Add to/).count(), 0);
    assert.equal(await page.getByRole("button", { name: /Publish|Delete|Unpublish/ }).count(), 0);
    await inspect(page, "content-clerk");
    await page.goto(`${panel}/content/homepage`);
    await page.getByRole("heading", { name: "Nothing here" }).waitFor();
    assertClean(seen, url);
  });
});
