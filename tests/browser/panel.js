// What the tests of the admin panel share: signing in, pictures in both colours and sizes, accessibility.

import assert from "node:assert/strict";

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
}

/** Waits until what was changed is on the screen, its transitions included. */
async function painted(page) {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });
}

async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
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

async function ask(query, variables, bearer) {
  const headers = { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) };
  const body = JSON.stringify({ query, variables });
  const answer = await (await fetch(`${url}/admin/graphql`, { method: "POST", headers, body })).json();
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  return answer.data;
}
