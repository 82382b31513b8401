// Settings → Content Types: made, changed and deleted, each after a look at the plan.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";

import { url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { assertHiddenFromEditors, inspect, manage, openPanel, panel } from "./panel.js";

const TYPES = "/settings/content-types";
const CREATE = "mutation ($definition: JSON!) { createContentType(input: {definition: $definition}) { contentType { singularName } } }";
const UPDATE = `mutation ($name: String!, $definition: JSON!) {
  updateContentType(singularName: $name, input: {definition: $definition, confirmDataLoss: true}) { plan { changed } }
}`;
const DELETE = "mutation ($name: String!) { deleteContentType(singularName: $name, confirmDataLoss: true) { singularName } }";

// The demo keeps the content types that it has: other tests count on them.
const made = new Set();
after(async () => {
  const { contentTypes } = await manage("{ contentTypes { singularName } }");
  const names = contentTypes.map(({ singularName }) => singularName).filter((name) => made.has(name));
  // A component, which has a dot in its name, can be deleted once nothing uses it.
  for (const name of [...names.filter((name) => !name.includes(".")), ...names.filter((name) => name.includes("."))]) {
    await manage(DELETE, { name });
  }
});

test("types and components are listed and searched", async () => {
  await withPage(async (page, seen) => {
    await openPanel(page, TYPES);
    const table = page.getByRole("table", { name: "Content types" });
    await table.getByRole("link", { name: "Article", exact: true }).waitFor();
    await inspect(page, "types");
    await page.getByLabel("Search by name").fill("no such type");
    await page.getByText("No content type is like that").waitFor();
    await page.getByLabel("Search by name").fill("aRtI");
    await page.waitForURL(/q=aRtI/);
    await table.getByRole("link", { name: "Article", exact: true }).click();
    await page.getByRole("heading", { name: "Article" }).waitFor();
    await inspect(page, "type");
    await page.goBack();
    await table.waitFor();
    assert.match(page.url(), /q=aRtI/);
    assertClean(seen, url);
  });
});

test("a type is made with fields of many kinds, once, after a look at the plan", async () => {
  const { singular, display } = newName();
  await withPage(async (page, seen) => {
    await openPanel(page, TYPES);
    await page.getByRole("link", { name: "Create a content type" }).click();
    await page.getByLabel("Display name").fill(display);
    assert.equal(await page.getByLabel("Singular name").inputValue(), singular);
    assert.equal(await page.getByLabel("Plural name").inputValue(), `${singular}s`);

    await page.getByRole("button", { name: "Add a field" }).click();
    await inspect(page, "type-field-kinds");
    await page.getByRole("button", { name: /^Short text/ }).click();
    const dialog = page.getByRole("dialog", { name: "New field: Short text" });
    await dialog.getByRole("button", { name: "Add" }).click();
    await dialog.getByText("A field needs a name").waitFor();
    await dialog.getByLabel("Name", { exact: true }).fill("title");
    await dialog.getByLabel("Required").check();
    await dialog.getByLabel("Most characters").fill("80");
    await dialog.getByLabel("Indexed").check();
    await inspect(page, "type-field");
    await dialog.getByRole("button", { name: "Add" }).click();

    await addField(page, /^Enumeration/, "mood", async (field) => {
      await field.getByLabel("Values").fill("calm\nangry\n");
      await field.getByLabel("Default").selectOption("calm");
    });
    await addField(page, /^Decimal/, "price", (field) => field.getByLabel("Smallest value").fill("0"));
    await addField(page, /^Boolean/, "open", (field) => field.getByLabel("Default").selectOption("No"));
    await addField(page, /^Media/, "pictures", (field) => field.getByLabel("Several files").check());
    await addField(page, /^UID/, "slug", (field) => field.getByLabel("Made from").selectOption("title"));
    await page.getByRole("button", { name: "Move slug up" }).click();
    await inspect(page, "type-new");

    await page.getByRole("button", { name: "Review the change" }).dblclick();
    const plan = page.getByRole("dialog", { name: `Create “${singular}”?` });
    await plan.getByText(`This makes ${singular}.`).waitFor();
    await plan.getByText("SQL").first().click();
    await plan.getByText("CREATE TABLE").first().waitFor();
    await inspect(page, "type-plan");
    await plan.getByRole("button", { name: "Create" }).dblclick();
    await page.waitForURL(`${panel}${TYPES}/${singular}`);
    assert.deepEqual(await attributesOf(singular), {
      title: { type: "string", required: true, maxLength: 80, pluginOptions: { keyway: { indexed: true } } },
      mood: { type: "enumeration", enum: ["calm", "angry"], default: "calm" },
      price: { type: "decimal", min: 0 },
      open: { type: "boolean", default: false },
      slug: { type: "uid", targetField: "title" },
      pictures: { type: "media", multiple: true },
    });
    assert.deepEqual(Object.keys(await attributesOf(singular)).slice(-2), ["slug", "pictures"]);
    assertClean(seen, url);
  });
});

test("what is wrong stands where it is wrong, and nothing that was typed is lost", async () => {
  await withPage(async (page) => {
    await openPanel(page, `${TYPES}/new`);
    await page.getByLabel("Display name").fill("Wrong");
    await page.getByLabel("Singular name").fill("Not A Name");
    await addField(page, /^Integer/, "number", async (field) => {
      await field.getByLabel("Smallest value").fill("7");
      await field.getByLabel("Largest value").fill("3");
    });
    await page.getByRole("button", { name: "Review the change" }).click();
    await page.getByText("Must be words of lower-case letters").waitFor();
    assert.equal(await page.getByLabel("Singular name").getAttribute("aria-invalid"), "true");
    await page.getByText("min is greater than max").waitFor();
    await inspect(page, "type-problem");
    assert.equal(await page.getByLabel("Display name").inputValue(), "Wrong");
    await page.getByRole("button", { name: "Edit number" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit number" });
    await dialog.getByText("Is greater than max").waitFor();
    assert.equal(await dialog.getByLabel("Smallest value").getAttribute("aria-invalid"), "true");
    await dialog.getByRole("button", { name: "Cancel" }).click();

    await page.getByLabel("Singular name").fill("article");
    await page.getByRole("button", { name: "Review the change" }).click();
    await page.getByText("There is a content type “article” already.").waitFor();
  });
});

test("a field that is removed is lost only after that is confirmed", async () => {
  const name = await createdType({ title: { type: "string" }, gone: { type: "text" } });
  await withPage(async (page) => {
    await openPanel(page, `${TYPES}/${name}`);
    await page.getByRole("button", { name: "Remove gone" }).click();
    await page.getByRole("button", { name: "Review the change" }).click();
    const plan = page.getByRole("dialog");
    await plan.getByText("Stored data would be lost for good").waitFor();
    const apply = plan.getByRole("button", { name: "Apply" });
    assert.ok(await apply.isDisabled());
    await inspect(page, "type-loss");
    await plan.getByRole("button", { name: "Cancel" }).click();
    assert.ok("gone" in (await attributesOf(name)));
    await page.getByRole("button", { name: "Review the change" }).click();
    await plan.getByLabel("Yes, this data may be lost").check();
    await apply.click();
    await plan.waitFor({ state: "hidden" });
    assert.deepEqual(Object.keys(await attributesOf(name)), ["title"]);
  });
});

test("both ends of a relation are made and removed together", async () => {
  const [one, other] = [await createdType({ title: { type: "string" } }), await createdType({ name: { type: "string" } })];
  await withPage(async (page) => {
    await openPanel(page, `${TYPES}/${one}`);
    await addField(page, /^Relation/, "friends", async (field) => {
      await field.getByLabel("Leads to").selectOption(`api::${other}.${other}`);
      await field.getByLabel("How many").selectOption("manyToMany");
      await field.getByLabel("Seen from both sides").check();
      await field.getByLabel(/^Name of the field in/).fill("admirers");
      await inspect(page, "type-relation");
    });
    await apply(page);
    assert.deepEqual((await attributesOf(other)).admirers, {
      type: "relation",
      relation: "manyToMany",
      target: `api::${one}.${one}`,
      mappedBy: "friends",
    });
    await page.getByRole("button", { name: "Remove friends" }).click();
    await apply(page, true);
    assert.ok(!("admirers" in (await attributesOf(other))));
  });
});

test("a component is made, used in a dynamic zone, and its text can be edited as schema.json", async () => {
  const short = `part-${randomUUID().slice(0, 8).replace(/^[^a-z]/, "a")}`;
  const uid = `tests.${short}`;
  await withPage(async (page) => {
    await openPanel(page, TYPES);
    await page.getByRole("link", { name: "Create a component" }).click();
    await page.getByLabel("Display name").fill(short);
    await page.getByLabel("Category").fill("tests");
    await addField(page, /^Long text/, "body");
    await inspect(page, "component-new");
    await page.getByRole("button", { name: "Review the change" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
    await page.waitForURL(`${panel}${TYPES}/${uid}`);
    const name = await createdType({ title: { type: "string" } });
    made.add(uid);
    await page.goto(`${panel}${TYPES}/${name}`);
    await addField(page, /^Dynamic zone/, "blocks", (field) => field.getByLabel(`${short} (${uid})`).check());
    await page.getByRole("tab", { name: "schema.json" }).click();
    const text = page.getByRole("textbox", { name: "schema.json" });
    await inspect(page, "type-text");
    const json = JSON.parse(await text.inputValue());
    assert.deepEqual(json.attributes.blocks, { type: "dynamiczone", components: [uid] });
    await text.fill("{ not json");
    await page.locator("[aria-invalid=true]").waitFor();
    assert.ok(await page.getByRole("button", { name: "Review the change" }).isDisabled());
    json.attributes.title.maxLength = 12;
    await text.fill(JSON.stringify(json));
    await page.getByRole("tab", { name: "Form" }).click();
    await apply(page);
    const attributes = await attributesOf(name);
    assert.deepEqual([attributes.title.maxLength, attributes.blocks.components], [12, [uid]]);
  });
});

test("two people who edit the same type do not overwrite each other silently, and a stale plan is told", async () => {
  const name = await createdType({ title: { type: "string" } });
  await withPage(async (page) => {
    await openPanel(page, `${TYPES}/${name}`);
    await addField(page, /^Integer/, "mine");
    await changeTo(name, { title: { type: "string" }, theirs: { type: "integer" } });
    await page.getByRole("button", { name: "Review the change" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed this content type" });
    await alert.waitFor();
    await inspect(page, "type-conflict");
    await alert.getByRole("button", { name: "Show their version" }).click();
    await page.getByRole("button", { name: "Edit theirs" }).waitFor();

    await addField(page, /^Integer/, "mine");
    await page.getByRole("button", { name: "Review the change" }).click();
    const plan = page.getByRole("dialog");
    await plan.getByText(`This changes ${name}.`).waitFor();
    await createdType({ other: { type: "string" } });
    await plan.getByRole("button", { name: "Apply" }).click();
    await plan.getByText("This plan is no longer what would happen").waitFor();
    await inspect(page, "type-stale");
    await plan.getByRole("button", { name: "Plan again" }).click();
    await plan.getByText("This plan is no longer").waitFor({ state: "detached" });
    await plan.getByRole("button", { name: "Apply" }).click();
    await plan.waitFor({ state: "hidden" });
    assert.deepEqual(Object.keys(await attributesOf(name)), ["title", "theirs", "mine"]);
  });
});

test("a type is deleted after a look at what goes with it", async () => {
  const name = await createdType({ title: { type: "string" } });
  await withPage(async (page) => {
    await openPanel(page, `${TYPES}/${name}`);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const plan = page.getByRole("dialog");
    await plan.getByText(`This deletes ${name}.`).waitFor();
    await inspect(page, "type-delete");
    await plan.getByLabel("Yes, this data may be lost").check();
    await plan.getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(`${panel}${TYPES}`);
    const { contentTypes } = await manage("{ contentTypes { singularName } }");
    assert.ok(!contentTypes.some(({ singularName }) => singularName === name));
  });
});

test("a field is added and reviewed with the keyboard alone, and leaving it unsaved asks first", async () => {
  const name = await createdType({ title: { type: "string" } });
  await withPage(async (page) => {
    await openPanel(page, `${TYPES}/${name}`);
    await page.getByRole("button", { name: "Add a field" }).press("Enter");
    await page.getByRole("button", { name: /^JSON/ }).press("Enter");
    await page.getByRole("dialog", { name: "New field: JSON" }).getByLabel("Name", { exact: true }).waitFor();
    await page.keyboard.type("extra");
    await page.keyboard.press("Enter");
    await page.getByRole("navigation").getByRole("link", { name: "Home", exact: true }).press("Enter");
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).press("Enter");
    await page.getByRole("button", { name: "Review the change" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Apply" }).press("Enter");
    await page.getByText("is changed").waitFor();
    assert.deepEqual((await attributesOf(name)).extra, { type: "json" });
  });
});

test("an Editor does not see the content types", async () => {
  await withPage((page) => assertHiddenFromEditors(page, TYPES, "Content Types", "content-types.read"));
});

/** A name that nobody has, and the singular name that is made from it. */
function newName() {
  const word = `thing-${randomUUID().slice(0, 8)}`;
  made.add(word);
  return { singular: word, display: word.replace("-", " ") };
}

function definitionOf(singular, attributes) {
  return {
    kind: "collectionType",
    info: { singularName: singular, pluralName: `${singular}s`, displayName: singular },
    options: { draftAndPublish: true },
    attributes,
  };
}

async function createdType(attributes) {
  const { singular } = newName();
  await manage(CREATE, { definition: definitionOf(singular, attributes) });
  return singular;
}

async function changeTo(name, attributes) {
  await manage(UPDATE, { name, definition: definitionOf(name, attributes) });
}

async function attributesOf(name) {
  const query = "query ($name: String!) { contentType(singularName: $name) { definition } }";
  return (await manage(query, { name })).contentType.definition.attributes;
}

async function addField(page, type, name, fill = () => undefined) {
  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByRole("group", { name: "Type of the field" }).getByRole("button", { name: type }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await fill(dialog);
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function apply(page, confirms = false) {
  await page.getByRole("button", { name: "Review the change" }).click();
  const plan = page.getByRole("dialog");
  if (confirms) {
    await plan.getByLabel("Yes, this data may be lost").check();
  }
  await plan.getByRole("button", { name: "Apply" }).click();
  await plan.waitFor({ state: "hidden" });
}
