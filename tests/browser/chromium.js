// Debian's Chromium with a fresh profile and as little talk of its own as it can be made to have.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const SCREENSHOTS = process.env.KEYWAY_SCREENSHOTS;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a page, hands it to `use` with a record of what it did, and cleans up. */
export async function withPage(use) {
  const profile = await mkdtemp(join(tmpdir(), "keyway-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await use(page, observe(page));
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Everything the page asks for and complains about, from its first request on. */
function observe(page) {
  const seen = { requests: [], errors: [], violations: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) {
      seen.violations.push(message.text());
    }
  });
  return seen;
}

/** The page kept its policy, ran without an error and talked to the server at `url` only. */
export function assertClean(seen, url) {
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  const elsewhere = seen.requests.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith("data:"));
  assert.deepEqual(elsewhere, []);
}

/** Keeps a picture of the page in the folder KEYWAY_SCREENSHOTS, where that is set. */
export async function screenshot(page, name) {
  if (SCREENSHOTS) {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
  }
}
