// Debian's Chromium with as little talk of its own as it can be made to have: one for each file of tests, which share
// nothing but the program.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after } from "node:test";

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

let browser;
after(closeBrowser);

/** Ends the browser, where one was begun. */
export async function closeBrowser() {
  await browser?.close();
}

/** Opens a page with a fresh profile, hands it to `use` with a record of what it did, and cleans up. */
export async function withPage(use, options = {}) {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await use(page, observe(page));
  } catch (error) {
    console.error(await shown(context));
    throw error;
  } finally {
    await context.close();
  }
}

/** What each open page shows, as an assistive technology reads it: what a failed test needs to be understood. */
async function shown(context) {
  const read = async (page) => `${page.url()}\n${await page.locator("body").ariaSnapshot().catch(String)}`;
  return (await Promise.all(context.pages().map(read))).join("\n\n");
}

/** Everything the page asks for and complains about, from its first request on. */
export function observe(page) {
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

/** Keeps a picture of the whole page in the folder KEYWAY_SCREENSHOTS, where that is set. */
export async function screenshot(page, name) {
  if (SCREENSHOTS) {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}
