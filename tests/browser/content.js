// What the tests of the panel's content share.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import { tokens, url } from "../server.js";
import { manage } from "./panel.js";

/** Finds an entry by typing a part of its title, and chooses it without the mouse. */
export async function pick(page, label, text, name) {
  await page.getByRole("combobox", { name: label }).focus();
  await page.keyboard.type(text);
  await page.getByRole("option", { name, exact: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Remove ${name}` }).waitFor();
}

/** What a screen reader says about an input besides its name. */
export async function told(page, label) {
  return page.getByLabel(label).first().evaluate((input) => {
    const parts = (input.getAttribute("aria-describedby") ?? "").split(" ");
    return parts.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  });
}

/** Answers a question of the page. */
export async function answer(page, question, verb) {
  await page.getByRole("dialog", { name: question }).getByRole("button", { name: verb, exact: true }).click();
}

/** Deletes the entry whose page is open. */
export async function remove(page) {
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await answer(page, "Delete this entry?", "Delete");
  await page.getByRole("table").waitFor();
}

/** Asks the content API as somebody who may do everything. */
export async function content(query, variables = {}) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${tokens.full_access}` };
  const body = JSON.stringify({ query, variables });
  const answered = await (await fetch(`${url}/graphql`, { method: "POST", headers, body })).json();
  assert.equal(answered.errors, undefined, JSON.stringify(answered.errors));
  return answered.data;
}

/** An administrator who may do exactly this with content. */
export async function holding(grants) {
  const [email, password] = [`${randomUUID()}@example.com`, "Correct1horse"];
  const parsed = grants.map((text) => {
    const [, contentType, actions, , fields, drafts] = /^([\w-]+):([\w,]+)(\(([\w,]+)\))?(\+drafts)?$/.exec(text);
    return { contentType, actions: actions.split(","), fields: fields?.split(","), status: drafts ? "DRAFT" : "PUBLISHED" };
  });
  const { createRole } = await manage("mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }", {
    input: { name: email, grants: parsed },
  });
  const input = { email, password, roles: [createRole.role.id] };
  await manage("mutation ($input: CreateAdminUserInput!) { createAdminUser(input: $input) { user { id } } }", { input });
  return { email, password };
}

/** Ends all sessions of the demo's administrator. */
export async function endSessions() {
  const { sessions } = await manage("{ sessions { id } }");
  for (const { id } of sessions) {
    await manage("mutation ($id: ID!) { revokeSession(id: $id) { id } }", { id });
  }
}
