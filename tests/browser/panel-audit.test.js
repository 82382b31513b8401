// Settings → Audit Log: who did what.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { admin, url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { assertHiddenFromEditors, inspect, manage, openPanel } from "./panel.js";

const AUDIT = "/settings/audit";

test("the log is searched, narrowed and paged, and the address keeps it", async () => {
  const name = await createdToken();
  await withPage(async (page, seen) => {
    await openPanel(page, AUDIT);
    const table = page.getByRole("table", { name: "Audit Log" });
    await table.getByText("Signed in").first().waitFor();
    await inspect(page, "audit");

    await page.getByLabel("Search by person, action or name").fill(name.toUpperCase());
    await page.getByText("1 event", { exact: true }).waitFor();
    await page.getByLabel("Action", { exact: true }).selectOption("api-token.delete");
    await page.getByText("No event is like that").waitFor();
    await page.getByLabel("Action", { exact: true }).selectOption("api-token.create");
    await page.getByLabel("Who", { exact: true }).selectOption({ label: admin.email });
    await page.getByLabel("Target", { exact: true }).selectOption("api-token");
    await page.getByText("1 event", { exact: true }).waitFor();
    await page.reload();
    await page.getByText("1 event", { exact: true }).waitFor();
    assert.match(page.url(), /action=api-token\.create/);

    await page.getByRole("button", { name: "Show everything" }).click();
    await table.getByText("Signed in").first().waitFor();
    assert.equal(new URL(page.url()).search, "");
    assertClean(seen, url);
  });
});

test("a period begins and ends with whole days", async () => {
  const name = await createdToken();
  await withPage(async (page) => {
    await openPanel(page, `${AUDIT}?q=${name}`);
    const count = page.getByRole("status").filter({ hasText: "event" });
    await count.getByText("1 event", { exact: true }).waitFor();
    const today = await page.evaluate(() => new Intl.DateTimeFormat("sv").format(new Date()));
    await page.getByLabel("From").fill(today);
    await page.getByLabel("Until").fill(today);
    await page.waitForURL(/until=/);
    await count.getByText("1 event", { exact: true }).waitFor();
    await page.getByLabel("Until").fill("2020-01-01");
    await page.getByText("No event is like that").waitFor();
  });
});

test("an event has an address of its own, and leads to what is about the same", async () => {
  const name = await createdToken();
  await withPage(async (page) => {
    await openPanel(page, `${AUDIT}?q=${name}`);
    await page.getByRole("link", { name: "Token created" }).click();
    const dialog = page.getByRole("dialog", { name: "Token created" });
    await dialog.getByText('"article:find"').waitFor();
    await page.waitForURL(/event=/);
    await inspect(page, "audit-event");
    await page.reload();
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: "hidden" });
    await page.goForward();
    await dialog.getByRole("button", { name: `Everything about ${name}` }).click();
    await page.waitForURL(/target=/);
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("1 event", { exact: true }).waitFor();
  });
});

test("an event is opened and closed with the keyboard alone", async () => {
  const name = await createdToken();
  await withPage(async (page) => {
    await openPanel(page, `${AUDIT}?q=${name}`);
    await page.getByRole("link", { name: "Token created" }).press("Enter");
    await page.getByRole("dialog", { name: "Token created" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.doesNotMatch(page.url(), /event=/);
  });
});

test("an address with nonsense in it shows the log all the same", async () => {
  await withPage(async (page) => {
    await openPanel(page, `${AUDIT}?page=-3&since=yesterday&until=2026-99-99&event=none`);
    await page.getByRole("table", { name: "Audit Log" }).waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
  });
});

test("an Editor does not see the audit log", async () => {
  await withPage((page) => assertHiddenFromEditors(page, AUDIT, "Audit Log", "audit.read"));
});

async function createdToken() {
  const name = `Audited ${randomUUID()}`;
  const input = { name, type: "CUSTOM", permissions: ["article:find"] };
  await manage("mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token { id } } }", { input });
  return name;
}
