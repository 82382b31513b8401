// Settings → Public Access: what is open without a token.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { assertHiddenFromEditors, inspect, manage, openPanel } from "./panel.js";

const PUBLIC = "/settings/public-permissions";
const SET = "mutation ($permissions: [String!]) { setPublicPermissions(input: {permissions: $permissions}) { publicPermissions { revision } } }";

afterEach(() => manage(SET, { permissions: [] }));

test("what is ticked is open to everybody from the next request on, and closed again", async () => {
  await withPage(async (page, seen) => {
    await openPanel(page, PUBLIC);
    await page.getByText("Nothing is open at present").waitFor();
    assert.equal(await statusOfAnybody(), 401);
    await inspect(page, "public-closed");

    await page.getByRole("button", { name: /^Article article/ }).click();
    await page.getByRole("button", { name: "Fields of find on Article" }).click();
    await page.getByLabel("title", { exact: true }).check();
    await page.getByRole("button", { name: "Save" }).dblclick();
    await page.getByText("Something is open at present").waitFor();
    assert.equal(await statusOfAnybody(), 200);
    const { publicPermissions } = await manage("{ publicPermissions { permissions } }");
    assert.deepEqual(publicPermissions.permissions, ["article:find(title)"]);

    await page.getByRole("checkbox", { name: "find", exact: true }).click();
    await page.getByRole("checkbox", { name: "find", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Nothing is open at present").waitFor();
    assert.equal(await statusOfAnybody(), 401);
    assertClean(seen, url);
  });
});

test("writing, drafts and future types are warned of before they are saved", async () => {
  await withPage(async (page) => {
    await openPanel(page, PUBLIC);
    await page.getByRole("checkbox", { name: "Select all of Every content type" }).check();
    await page.getByText("Anybody on the network can change or delete content: every content type.").waitFor();
    await page.getByText("Content types that are made later are open at once, too.").waitFor();
    await inspect(page, "public-warning");
    const { publicPermissions } = await manage("{ publicPermissions { permissions } }");
    assert.deepEqual(publicPermissions.permissions, []);
  });
});

test("two people who edit the public permissions do not overwrite each other silently", async () => {
  await withPage(async (page) => {
    await openPanel(page, PUBLIC);
    await page.getByRole("checkbox", { name: "Select all of Article", exact: true }).check();
    await manage(SET, { permissions: ["author:find"] });
    await page.getByRole("button", { name: "Save" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed the public permissions" });
    await alert.waitFor();
    await inspect(page, "public-conflict");
    await alert.getByRole("button", { name: "Show their version" }).click();
    await alert.waitFor({ state: "detached" });
    const { publicPermissions } = await manage("{ publicPermissions { permissions } }");
    assert.deepEqual(publicPermissions.permissions, ["author:find"]);
    assert.ok(!(await page.getByRole("checkbox", { name: "Select all of Article", exact: true }).isChecked()));
  });
});

test("public permissions are opened with the keyboard alone, and leaving them unsaved asks first", async () => {
  await withPage(async (page) => {
    await openPanel(page, PUBLIC);
    await page.getByRole("checkbox", { name: "Select all of Author", exact: true }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("navigation").getByRole("link", { name: "Home", exact: true }).press("Enter");
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).press("Enter");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByText("Something is open at present").waitFor();
  });
});

test("an Editor does not see what is public", async () => {
  await withPage((page) => assertHiddenFromEditors(page, PUBLIC, "Public Access", "public-permissions.read"));
});

async function statusOfAnybody() {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query: "{ articles { title } }" });
  return (await fetch(`${url}/graphql`, { method: "POST", headers, body })).status;
}
