// The form of an entry: every kind of input, broken rules, lost connections, leaving, the keyboard.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { admin, url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { content, endSessions, pick, remove, told } from "./content.js";
import { inspect, openPanel } from "./panel.js";
import { EVERYTHING, fillEverything, withSpecimens, WRITTEN } from "./specimen.js";

test("an entry with every kind of value is made, and is in the content API as it was written", async () => {
  await withSpecimens(async () => {
    await withPage(async (page, seen) => {
      await openPanel(page, "/content/specimen");
      await page.getByText("No entries yet").waitFor();
      await inspect(page, "content-empty");
      await page.getByRole("link", { name: "Create new entry" }).first().click();
      await page.getByRole("heading", { name: "New Specimen" }).waitFor();
      await fillEverything(page);
      await inspect(page, "content-new");
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("heading", { name: "Größe & Maß" }).waitFor();
      await page.getByText("Everything is saved.").waitFor();

      const { specimens } = await content(`{ specimens { ${EVERYTHING} } }`);
      assert.deepEqual(specimens, [WRITTEN]);

      await page.getByRole("button", { name: /^Fact second/ }).click();
      assert.equal(await page.getByLabel("Stock").inputValue(), "7");
      assert.equal(await page.getByLabel("Moment").inputValue(), "2026-01-31T10:00:05");
      await page.getByLabel("Weight").fill("0.5");
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByText("There are changes that are not saved.").waitFor({ state: "detached" });
      const changed = await content(`{ specimens { ${EVERYTHING} } }`);
      assert.deepEqual(changed.specimens, [{ ...WRITTEN, weight: 0.5 }]);
      assertClean(seen, url);
    });
  });
});

test("what breaks a rule is told below its field, and keeps everything that was typed", async () => {
  await withSpecimens(async () => {
    await withPage(async (page) => {
      await openPanel(page, "/content/specimen/new");
      await page.getByLabel("Title").fill("ab");
      await page.getByLabel("Contact").fill("nobody");
      await page.getByRole("button", { name: "Add to Facts" }).click();
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByText("fields are not right yet").waitFor();
      assert.match(await told(page, "Title"), /at least 3 characters/);
      assert.match(await told(page, "Contact"), /valid email/);
      assert.match(await told(page, "Label"), /required to publish/);
      assert.ok(await page.getByLabel("Title").evaluate((input) => input === document.activeElement));
      await inspect(page, "content-problems");
      assert.equal(await page.getByLabel("Contact").inputValue(), "nobody");

      await page.getByLabel("Stock").fill("many");
      await page.getByLabel("Extra").fill("{");
      await page.getByRole("button", { name: "Save draft" }).click();
      await page.getByText("Write a whole number").waitFor();
      assert.match(await told(page, "Extra"), /This is no JSON/);
      assert.deepEqual((await content("{ specimens(status: DRAFT) { documentId } }")).specimens, []);
    });
  });
});

test("losing the connection while saving loses nothing, and a double click saves once", async () => {
  const name = `Connected ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, "/content/author/new");
    await page.getByLabel("Name").fill(name);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The server cannot be reached").waitFor();
    assert.equal(await page.getByLabel("Name").inputValue(), name);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Save", exact: true }).dblclick();
    await page.getByRole("heading", { name }).waitFor();
    const { authors } = await content(`{ authors(filters: {name: {eq: "${name}"}}) { name } }`);
    assert.deepEqual(authors, [{ name }]);
    await remove(page);
  });
});

test("a session that ends while an entry is written keeps it and saves it after signing in", async () => {
  const name = `Interrupted ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, "/content/author/new");
    await page.getByLabel("Name").fill(name);
    await endSessions();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.getByLabel("Password", { exact: true }).fill(admin.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name }).waitFor();
    await remove(page);
  });
});

test("two people who change one entry do not overwrite each other silently", async () => {
  const name = `Shared ${randomUUID()}`;
  const made = await content(`mutation { createAuthor(data: {name: "${name}"}) { documentId } }`);
  const id = made.createAuthor.documentId;
  const bio = async () => (await content(`{ author(documentId: "${id}") { bio } }`)).author.bio;
  await withPage(async (page) => {
    await openPanel(page, `/content/author/${id}`);
    await page.getByLabel("Bio").fill("mine");
    await content(`mutation { updateAuthor(documentId: "${id}", data: {bio: "theirs"}) { documentId } }`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed this entry" });
    await alert.waitFor();
    await inspect(page, "content-conflict");
    assert.deepEqual([await page.getByLabel("Bio").inputValue(), await bio()], ["mine", "theirs"]);
    await alert.getByRole("button", { name: "Save mine over it" }).click();
    await page.getByText("Everything is saved.").waitFor();
    assert.equal(await bio(), "mine");
    await remove(page);
  });
});

test("relations are searched for, ordered and taken away with the keyboard", async () => {
  const title = `Related ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, "/content/article/new");
    await page.getByLabel("Title").fill(title);
    await pick(page, "Add to Author", "ada", "Ada Ferreira");
    await pick(page, "Replace Author", "jonas", "Jonas Reed");
    await pick(page, "Add to Categories", "soil", "Soil");
    await pick(page, "Add to Categories", "winter", "Winter");
    await pick(page, "Add to Categories", "kit", "Kitchen");
    await page.getByRole("button", { name: "Move Winter up" }).press("Enter");
    await page.getByRole("button", { name: "Remove Kitchen" }).press("Enter");
    await page.getByRole("combobox", { name: "Add to Categories" }).focus();
    await page.keyboard.type("u");
    await page.getByRole("listbox", { name: "Add to Categories" }).getByRole("option").first().waitFor();
    await inspect(page, "content-relation");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByRole("heading", { name: title }).waitFor();
    const query = `{ articles(status: DRAFT, filters: {title: {eq: "${title}"}}) { author { name } categories { name } } }`;
    assert.deepEqual((await content(query)).articles, [
      { author: { name: "Jonas Reed" }, categories: [{ name: "Winter" }, { name: "Soil" }] },
    ]);
    await remove(page);
  });
});

test("components and the parts of a dynamic zone are added, moved and taken away", async () => {
  await withSpecimens(async () => {
    await withPage(async (page) => {
      await openPanel(page, "/content/specimen/new");
      await page.getByLabel("Title").fill("Zones");
      await page.getByRole("button", { name: "Add Note" }).click();
      await page.getByLabel("Text").fill("first");
      await page.getByRole("button", { name: "Add Fact", exact: true }).last().click();
      const zone = page.getByRole("list", { name: "Zone" });
      await zone.getByLabel("Label").last().fill("second");
      await zone.getByRole("button", { name: "Move Fact 2 up" }).click();
      await page.getByRole("button", { name: "Save draft" }).click();
      await page.getByRole("heading", { name: "Zones" }).waitFor();
      const kinds = async () =>
        (await content("{ specimens(status: DRAFT) { zone { __typename } } }")).specimens[0].zone.map((item) => item.__typename);
      assert.deepEqual(await kinds(), ["ComponentSpecimenFact", "ComponentSpecimenNote"]);

      await zone.getByRole("button", { name: "Move Note 2 up" }).click();
      await zone.getByRole("button", { name: "Remove Fact 2" }).click();
      await page.getByRole("button", { name: "Save draft" }).click();
      await page.getByText("Everything is saved.").waitFor();
      assert.deepEqual(await kinds(), ["ComponentSpecimenNote"]);
    });
  });
});

test("leaving an entry that is not saved asks first, the back button too", async () => {
  await withPage(async (page) => {
    await openPanel(page, "/content/author");
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByLabel("Bio").fill("Half a life");
    await page.goBack();
    const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.equal(await page.getByLabel("Bio").inputValue(), "Half a life");
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Home", exact: true }).click();
    await dialog.getByRole("button", { name: "Leave" }).click();
    await page.getByLabel("Bio").waitFor({ state: "detached" });
  });
});

test("an entry is made with the keyboard alone", async () => {
  const name = `Typed ${randomUUID()}`;
  await withPage(async (page) => {
    await openPanel(page, "/content/author/new");
    await page.getByLabel("Name").focus();
    await page.keyboard.type(name);
    await page.keyboard.press("Tab");
    await page.keyboard.type("A life in one line.");
    await page.keyboard.press("Tab");
    await page.keyboard.type("typed@example.org");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name }).waitFor();
    await remove(page);
  });
});
