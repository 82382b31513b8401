// What the tests of the admin panel share: signing in, pictures in both colours and sizes, accessibility.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import axe from "axe-core";

import { admin, url } from "../server.js";
import { screenshot } from "./chromium.js";

/** Where the panel is. */
export const panel = `${url}/admin`;

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

/** Opens a page of the panel as the demo's administrator. */
export async function openPanel(page, path = "") {
  await page.goto(`${panel}${path}`);
  await signIn(page, admin.email, admin.password);
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
}

export async function signIn(page, email, password) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Looks at the page in light and dark, on a desktop and on a phone: a picture of each, none with an axe violation. */
export async function inspect(page, name) {
  for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      await painted(page);
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      assert.deepEqual(await violations(page), [], `${name}, ${size}, ${colorScheme}`);
      await assertNothingSticksOut(page, `${name}, ${size}`);
    }
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: "light" });
  // What is clicked next must be where it will stay.
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor();
  await painted(page);
}

/** Waits until what was changed is on the screen, its transitions included. */
export async function painted(page) {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });
}

/** What axe finds wrong with a page, but for the part that a selector leaves out. */
export async function violations(page, leftOut) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    ([exclude, runOnly]) => globalThis.axe.run({ include: [["html"]], exclude: exclude ? [[exclude]] : [] }, { runOnly }),
    [leftOut, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]],
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** A page that is wider than its window scrolls sideways, which nobody wants on a phone. */
async function assertNothingSticksOut(page, where) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(excess <= 0, `${where} is ${excess} pixels too wide`);
}

/** Runs a management operation as an administrator, beside the browser. */
export async function manage(query, variables = {}, credentials = admin) {
  const { login } = await ask("mutation ($input: LoginInput!) { login(input: $input) { accessToken } }", {
    input: { email: credentials.email, password: credentials.password },
  });
  return ask(query, variables, login.accessToken);
}

/** A new administrator: of a built-in role by its name, or of a role of their own with these permissions and grants. */
export async function madeAdministrator(role) {
  const [email, password] = [`${randomUUID()}@example.com`, "Correct1horse"];
  const id = typeof role === "string" ? await roleNamed(role) : await madeRole(role);
  const input = { email, password, roles: [id] };
  const query = "mutation ($input: CreateAdminUserInput!) { createAdminUser(input: $input) { user { id } } }";
  const made = await manage(query, { input });
  return { id: made.createAdminUser.user.id, email, password };
}

async function roleNamed(name) {
  const { roles } = await manage("{ roles { nodes { id name } } }");
  return roles.nodes.find((role) => role.name === name).id;
}

async function madeRole(role) {
  const input = { name: randomUUID(), ...role };
  const query = "mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }";
  return (await manage(query, { input })).createRole.role.id;
}

/** Ends every session of an administrator. */
export async function endSessions(credentials = admin) {
  // The last statement ends the session that asks as well.
  const { sessions } = await manage("{ sessions { id } }", {}, credentials);
  for (const { id } of sessions) {
    await manage("mutation ($id: ID!) { revokeSession(id: $id) { id } }", { id }, credentials);
  }
}

async function ask(query, variables, bearer) {
  const headers = { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) };
  const body = JSON.stringify({ query, variables });
  const answer = await (await fetch(`${url}/admin/graphql`, { method: "POST", headers, body })).json();
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  return answer.data;
}

/** Opens a page of the panel as an Editor, who manages nothing. */
export async function openAsEditor(page, path = "") {
  const editor = await madeAdministrator("Editor");
  await page.goto(`${panel}${path}`);
  await signIn(page, editor.email, editor.password);
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
}

/** An Editor has no section of this name, and at its address a word about the permission that it takes. */
export async function assertHiddenFromEditors(page, path, section, permission) {
  await openAsEditor(page, path);
  await page.getByRole("heading", { name: "Not for you" }).waitFor();
  await page.getByText(permission).waitFor();
  const navigation = page.getByRole("navigation", { name: "Sections" });
  assert.equal(await navigation.getByRole("link", { name: section, exact: true }).count(), 0);
}
