// The way from the link that a new server prints to its first administrator.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { assertClean, screenshot, withPage } from "./chromium.js";
import { inspect } from "./panel.js";

const PROGRAM = process.env.KEYWAY_BIN ?? fileURLToPath(new URL("../../target/debug/keyway", import.meta.url));
const EMAIL = "ada@example.com";
const PASSWORD = "Correct1horse";

test("the link of a new server makes the first administrator, once", async () => {
  await withNewServer(async (link) => {
    const url = new URL(link).origin;
    await withPage(async (page, seen) => {
      await page.goto(link);
      await page.getByRole("heading", { name: "Welcome to Keyway" }).waitFor();
      assert.equal(page.url(), `${url}/admin/setup`);
      await inspect(page, "set-up");

      await submit(page, EMAIL, "weakweak");
      const problem = "must contain at least one number";
      await page.getByText(problem).waitFor();
      assert.ok((await description(page, "Password")).includes(problem));
      assert.equal(await page.getByLabel("E-mail").getAttribute("aria-invalid"), null);
      await screenshot(page, "set-up-problem");

      await submit(page, "nobody", PASSWORD);
      await page.getByText("Email is not an email address").waitFor();
      assert.equal(await page.getByLabel("E-mail").getAttribute("aria-invalid"), "true");

      await submit(page, EMAIL, PASSWORD);
      await page.getByRole("navigation", { name: "Sections" }).waitFor();
      assert.equal(page.url(), `${url}/admin`);
      assertClean(seen, url);
    });
    await withPage(async (page, seen) => {
      await page.goto(link);
      await submit(page, "eve@example.com", PASSWORD);
      await page.getByText("The setup code is wrong or no longer works").waitFor();
      await page.reload();
      await page.getByText("The code is missing").waitFor();
      assertClean(seen, url);
    });
  });
});

async function submit(page, email, password) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Make administrator" }).click();
}

/** What a screen reader says about a field besides its name. */
async function description(page, label) {
  return page.getByLabel(label, { exact: true }).evaluate((input) => {
    const parts = input.getAttribute("aria-describedby").split(" ");
    return parts.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  });
}

/** Starts a server on an empty folder, hands its link to `use`, and ends it. */
async function withNewServer(use) {
  const folder = await mkdtemp(join(tmpdir(), "keyway-new-"));
  // The environment of the tests is about another server.
  const options = { env: {}, stdio: ["ignore", "pipe", "ignore"] };
  const server = spawn(PROGRAM, ["serve", "--data-dir", folder, "--listen", "127.0.0.1:0"], options);
  try {
    await use(await printedLink(server));
  } finally {
    if (server.exitCode === null && server.kill()) {
      await once(server, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function printedLink(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const link = /http\S+\/admin\/setup\?code=\S+/.exec(line);
    if (link) {
      return link[0];
    }
  }
  throw new Error(`${PROGRAM} printed no link`);
}
