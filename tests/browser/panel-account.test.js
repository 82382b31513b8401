// What a person does about themselves: their sessions and their password.

import assert from "node:assert/strict";
import { test } from "node:test";

import { withPage } from "./chromium.js";
import { madeAdministrator, panel, signIn } from "./panel.js";

test("a session that is ended in one browser is over in the other at its next request", async () => {
  const person = await madeAdministrator("Editor");
  await withPage(async (here) => {
    await withPage(async (there) => {
      await enter(there, person);
      await enter(here, person);
      await here.getByRole("button", { name: "End", exact: true }).click();
      await here.getByText("The session has ended").waitFor();
      await here.getByRole("button", { name: "End", exact: true }).waitFor({ state: "detached" });
      await here.getByText("This one").waitFor();

      await there.getByLabel("Current password").fill("half typed");
      await there.getByRole("button", { name: "Change password" }).click();
      await there.getByRole("dialog", { name: "Your session has ended" }).waitFor();
      assert.equal(await there.getByLabel("Current password").inputValue(), "half typed");
    });
  });
});

test("a changed password ends the other sessions, and only the new one signs in", async () => {
  const person = await madeAdministrator("Editor");
  const changed = { ...person, password: "Another2horse" };
  await withPage(async (there) => {
    await enter(there, person);
    await withPage(async (page) => {
      await enter(page, person);
      await changePassword(page, "not my password", changed.password);
      await page.getByText("The current password is wrong").waitFor();
      await changePassword(page, person.password, "weak");
      await page.getByText(/must contain at least one uppercase character/).waitFor();
      await changePassword(page, person.password, changed.password);
      await page.getByText("Your password is changed").waitFor();
      assert.equal(await page.getByLabel("New password").inputValue(), "");

      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      await signIn(page, person.email, person.password);
      await page.getByText("Invalid email or password").waitFor();
      await signIn(page, changed.email, changed.password);
      await page.getByRole("heading", { name: "Account" }).waitFor();
    });
    await there.reload();
    await there.getByRole("heading", { name: "Sign in" }).waitFor();
  });
});

async function enter(page, person) {
  await page.goto(`${panel}/account`);
  await signIn(page, person.email, person.password);
  await page.getByText("This one").waitFor();
}

async function changePassword(page, current, next) {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password").fill(next);
  await page.getByRole("button", { name: "Change password" }).click();
}
