// Settings → Administrators and Roles: who manages the server, and what they may do.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { admin, url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { assertHiddenFromEditors, inspect, madeAdministrator, manage, openPanel, panel, signIn } from "./panel.js";

const PEOPLE = "/settings/administrators";
const ROLES = "/settings/roles";

test("administrators are searched and sorted, and the address keeps it", async () => {
  const { email } = await madeAdministrator("Author");
  await withPage(async (page, seen) => {
    await openPanel(page, PEOPLE);
    const table = page.getByRole("table", { name: "Administrators" });
    await table.getByRole("link", { name: admin.email, exact: true }).waitFor();
    await table.getByText("You", { exact: true }).waitFor();
    await inspect(page, "people");

    await page.getByLabel("Search by e-mail or name").fill(email.toUpperCase());
    await page.getByText("1 administrator", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Created" }).click();
    await page.waitForURL(/sort=createdAt/);
    await table.getByRole("link", { name: email, exact: true }).click();
    await page.getByRole("heading", { name: email }).waitFor();
    await page.goBack();
    await page.getByText("1 administrator", { exact: true }).waitFor();
    assert.match(page.url(), /sort=createdAt/);
    assertClean(seen, url);
  });
});

test("an administrator is added once by a double click, after every wrong field said what is wrong", async () => {
  const email = `${randomUUID()}@example.com`;
  await withPage(async (page, seen) => {
    await openPanel(page, PEOPLE);
    await page.getByRole("link", { name: "Add an administrator" }).click();
    const add = page.getByRole("button", { name: "Add", exact: true });
    await page.getByLabel("E-mail").fill("nobody");
    await page.getByLabel("Password", { exact: true }).fill("weakweak");
    await add.click();
    await page.getByText("Email is not an email address").waitFor();
    assert.equal(await page.getByLabel("E-mail").getAttribute("aria-invalid"), "true");
    await page.getByLabel("E-mail").fill(email);
    await add.click();
    await page.getByText("must contain at least one number").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("Correct1horse");
    await add.click();
    await page.getByText("An administrator has at least one role").waitFor();
    await inspect(page, "person-problem");

    assert.equal(await page.getByLabel("E-mail").inputValue(), email);
    await page.getByRole("checkbox", { name: "Author" }).check();
    await add.dblclick();
    await page.getByRole("heading", { name: email }).waitFor();
    const { adminUsers } = await manage("query ($search: String) { adminUsers(search: $search) { nodes { email roles { name } } } }", {
      search: email,
    });
    assert.deepEqual(adminUsers.nodes, [{ email, roles: [{ name: "Author" }] }]);
    assertClean(seen, url);
  });
  await withPage(async (page) => {
    await page.goto(panel);
    await signIn(page, email, "Correct1horse");
    await page.getByRole("navigation", { name: "Sections" }).waitFor();
  });
});

test("the last Super Admin can neither be disabled nor deleted, and the page says why", async () => {
  await withPage(async (page) => {
    await openPanel(page, PEOPLE);
    await page.getByRole("link", { name: admin.email, exact: true }).click();
    await page.getByLabel("May sign in").uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").filter({ hasText: "The last enabled Super Admin" }).waitFor();
    assert.ok(!(await page.getByLabel("May sign in").isChecked()), "what was chosen stays");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this administrator?" });
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByText("The last enabled Super Admin").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });
});

test("a password is replaced, an account is disabled, and it is deleted after a confirmation", async () => {
  const { id, email } = await madeAdministrator("Author");
  await withPage(async (page) => {
    await openPanel(page, `${PEOPLE}/${id}`);
    await page.getByLabel("New password").fill("Another2horse");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(`“${email}” is saved`).waitFor();
    assert.equal(await page.getByLabel("New password").inputValue(), "", "no password stays on the page");
    await manage("{ me { user { id } } }", {}, { email, password: "Another2horse" });

    await page.getByLabel("May sign in").uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Disabled", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this administrator?" });
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(`${panel}${PEOPLE}`);
    const { adminUser } = await manage("query ($id: ID!) { adminUser(id: $id) { id } }", { id });
    assert.equal(adminUser, null);
  });
});

test("two people who edit the same administrator do not overwrite each other silently", async () => {
  const { id } = await madeAdministrator("Author");
  await withPage(async (page) => {
    await openPanel(page, `${PEOPLE}/${id}`);
    await page.getByLabel("Name").fill("mine");
    await manage('mutation ($id: ID!) { updateAdminUser(id: $id, input: {name: "theirs"}) { user { id } } }', { id });
    await page.getByRole("button", { name: "Save" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed this administrator" });
    await alert.waitFor();
    await inspect(page, "person-conflict");
    assert.equal(await page.getByLabel("Name").inputValue(), "mine");
    await alert.getByRole("button", { name: "Show their version" }).click();
    await page.getByRole("heading", { name: "theirs" }).waitFor();
    assert.equal(await page.getByLabel("Name").inputValue(), "theirs");
  });
});

test("a role is made of management boxes and content boxes, changed, and deleted when nobody has it", async () => {
  const name = `Role ${randomUUID()}`;
  await withPage(async (page, seen) => {
    await openPanel(page, ROLES);
    await page.getByRole("table", { name: "Roles" }).getByRole("link", { name: "Super Admin" }).waitFor();
    await inspect(page, "roles");
    await page.getByRole("link", { name: "Create a role" }).click();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.locator("[aria-invalid=true]").waitFor();
    assert.equal(await page.getByLabel("Name").getAttribute("aria-invalid"), "true");

    await page.getByLabel("Name").fill(name);
    const tokens = page.getByRole("group", { name: "API tokens" });
    await tokens.getByLabel("API tokens").check();
    await tokens.getByLabel("Delete").uncheck();
    assert.ok(await tokens.getByLabel("API tokens").evaluate((box) => box.indeterminate));
    await page.getByRole("button", { name: /^Article article/ }).click();
    await page.getByLabel("find", { exact: true }).check();
    await inspect(page, "role-new");
    await page.getByRole("button", { name: "Create", exact: true }).dblclick();
    await page.getByRole("heading", { name }).waitFor();
    const { roles } = await manage("query ($search: String) { roles(search: $search) { nodes { permissions grants { permission } } } }", {
      search: name,
    });
    const [made] = roles.nodes;
    assert.equal(roles.nodes.length, 1);
    assert.deepEqual(made.permissions, ["api-tokens.read", "api-tokens.create", "api-tokens.update", "api-tokens.regenerate"]);
    assert.deepEqual(made.grants, [{ permission: "article:find" }]);

    await page.getByLabel("Description").fill("Made in the browser");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(`“${name}” is saved`).waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(`${panel}${ROLES}`);
    await page.getByLabel("Search by name or description").fill(name);
    await page.getByText("No role is like that").waitFor();
    assertClean(seen, url);
  });
});

test("a role that somebody has stays, and Super Admin is locked", async () => {
  const name = `Held ${randomUUID()}`;
  const made = await manage("mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }", {
    input: { name },
  });
  const { id } = made.createRole.role;
  await madeAdministrator(name);
  await withPage(async (page) => {
    await openPanel(page, `${ROLES}/${id}`);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this role?" });
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByText("Administrators have this role").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
    await page.getByRole("link", { name: "Super Admin" }).click();
    await page.getByText("cannot be changed").waitFor();
    assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Delete", exact: true }).count(), 0);
  });
});

test("two people who edit the same role do not overwrite each other silently", async () => {
  const name = `Shared ${randomUUID()}`;
  const made = await manage("mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }", {
    input: { name },
  });
  const { id } = made.createRole.role;
  await withPage(async (page) => {
    await openPanel(page, `${ROLES}/${id}`);
    await page.getByLabel("Description").fill("mine");
    await manage('mutation ($id: ID!) { updateRole(id: $id, input: {description: "theirs"}) { role { id } } }', { id });
    await page.getByRole("button", { name: "Save" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Somebody else has changed this role" });
    await alert.getByRole("button", { name: "Save mine over it" }).click();
    await page.getByText(`“${name}” is saved`).waitFor();
    const { role } = await manage("query ($id: ID!) { role(id: $id) { description } }", { id });
    assert.equal(role.description, "mine");
  });
});

test("an administrator is added with the keyboard alone", async () => {
  const email = `${randomUUID()}@example.com`;
  await withPage(async (page) => {
    await openPanel(page, `${PEOPLE}/new`);
    await page.getByLabel("E-mail").focus();
    await page.keyboard.type(email);
    await page.getByLabel("Password", { exact: true }).focus();
    await page.keyboard.type("Correct1horse");
    await page.getByRole("checkbox", { name: "Editor" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: email }).waitFor();
  });
});

test("an Editor sees neither administrators nor roles", async () => {
  await withPage((page) => assertHiddenFromEditors(page, PEOPLE, "Administrators", "users.read"));
  await withPage((page) => assertHiddenFromEditors(page, ROLES, "Roles", "roles.read"));
});
