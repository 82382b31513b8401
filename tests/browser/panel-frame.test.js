// The panel's frame: who comes in, what they see of it, and what happens when their session ends.

import assert from "node:assert/strict";
import { test } from "node:test";

import { admin, url } from "../server.js";
import { assertClean, screenshot, withPage } from "./chromium.js";
import { endSessions, inspect, madeAdministrator, openPanel, panel, signIn } from "./panel.js";

test("an administrator signs in at the address that they came for, and out again", async () => {
  await withPage(async (page, seen) => {
    await page.goto(`${panel}/account`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await inspect(page, "sign-in");

    await signIn(page, admin.email, "wrong");
    await page.getByText("Invalid email or password").waitFor();
    await signIn(page, admin.email, admin.password);
    await page.getByRole("heading", { name: "Account" }).waitFor();
    assert.equal(page.url(), `${panel}/account`);
    await page.reload();
    await page.getByRole("heading", { name: "Account" }).waitFor();
    await page.getByText("This one").waitFor();
    await inspect(page, "account");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    assertClean(seen, new URL(panel).origin);
  });
});

test("the access token is in no storage, no script can read the refresh token, and another host is never asked", async () => {
  await withPage(async (page, seen) => {
    await openPanel(page);
    const kept = await page.evaluate(async () => ({
      address: location.search + location.hash,
      session: { ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      local: JSON.stringify({ ...localStorage }),
    }));
    assert.doesNotMatch(kept.local + JSON.stringify(kept.session), /eyJ|kwr_/);
    assert.deepEqual([kept.address, kept.cookies, kept.databases], ["", "", []]);
    assertClean(seen, new URL(panel).origin);
  });
});

test("a session that ends under way asks for the password and loses nothing that was typed", async () => {
  await withPage(async (page) => {
    await openPanel(page, "/account");
    await page.getByLabel("Current password").fill("what I typed");
    await page.getByLabel("New password").fill("Something9else");
    await endSessions();

    await page.getByRole("button", { name: "Change password" }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.waitFor();
    await screenshot(page, "session-ended");
    await dialog.getByLabel("Password", { exact: true }).fill(admin.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();

    // The request that was refused goes on by itself, and is answered for what it says.
    await page.getByText("The current password is wrong").waitFor();
    assert.equal(await page.getByLabel("Current password").inputValue(), "what I typed");
  });
});

test("several tabs share one session: they renew it in turn, and leave it together", async () => {
  await withPage(async (page) => {
    await openPanel(page);
    const tabs = await Promise.all([0, 1, 2].map(() => page.context().newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(`${panel}/account`)));
    for (const tab of tabs) {
      await tab.getByText("This one").waitFor();
    }
    await tabs[0].getByRole("button", { name: "Sign out" }).click();
    for (const tab of [page, ...tabs]) {
      await tab.getByRole("heading", { name: "Sign in" }).waitFor();
    }
  });
});

test("the navigation has what the administrator may see, and nothing more", async () => {
  const editor = await madeAdministrator("Editor");
  await withPage(async (page) => {
    await page.goto(panel);
    await signIn(page, editor.email, editor.password);
    const navigation = page.getByRole("navigation", { name: "Sections" });
    await navigation.getByRole("link", { name: "Account" }).waitFor();
    assert.equal(await navigation.getByRole("link", { name: "API Tokens" }).count(), 0);
  });
  await withPage(async (page) => {
    await openPanel(page);
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "API Tokens" }).waitFor();
  });
});

test("everything in the frame is reached by keyboard, and on a phone behind one button", async () => {
  await withPage(async (page) => {
    await openPanel(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Open the navigation" }).press("Enter");
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("link", { name: "Account" }).waitFor();
    await screenshot(page, "navigation-phone");
    await drawer.getByRole("link", { name: "Account" }).press("Enter");
    await page.getByRole("heading", { name: "Account" }).waitFor();
    await drawer.waitFor({ state: "hidden" });
  });
});

test("an address that leads nowhere says so", async () => {
  await withPage(async (page) => {
    await openPanel(page, "/no/such/page");
    await page.getByRole("heading", { name: "Nothing here" }).waitFor();
  });
});
