// What holds for every page of the panel and of the explorer: its policy, its accessibility, its weight.

import assert from "node:assert/strict";
import { test } from "node:test";

import { admin, url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { manage, openPanel, panel, signIn, violations } from "./panel.js";

const KILOBYTE = 1000;

test("every page that the navigation leads to keeps its policy, and axe finds nothing in it", async () => {
  await withPage(async (page, seen) => {
    await openPanel(page);
    const links = page.getByRole("navigation", { name: "Sections" }).getByRole("link");
    const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
    const { apiTokens } = await manage("{ apiTokens { nodes { id } } }");
    const token = `${panel}/settings/api-tokens/${apiTokens.nodes[0].id}`;
    for (const address of [...addresses, `${panel}/settings/api-tokens/new`, token, `${panel}/no/such/page`]) {
      const response = await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      assertStrict(response, address);
      assert.deepEqual(await violations(page), [], address);
    }
    assertClean(seen, url);
  });
});

test("every page of the explorer keeps its policy, and axe finds nothing in what is the program's own", async () => {
  const { apiTokens } = await manage("{ apiTokens { nodes { id } } }");
  await withPage(async (page, seen) => {
    await openPanel(page);
    for (const address of ["/graphql", "/admin/graphql", `/admin/view-as/${apiTokens.nodes[0].id}`]) {
      const response = await page.goto(`${url}${address}`);
      await page.locator(".graphiql-query-editor .CodeMirror").waitFor();
      assertStrict(response, address);
      // GraphiQL itself is not the program's.
      assert.deepEqual(await violations(page, ".graphiql-container"), [], address);
    }
    assertClean(seen, url);
  });
});

test("the panel's first load is under 200 KB compressed, the explorer not among it", async (t) => {
  await withPage(async (page) => {
    const loads = [];
    page.on("requestfinished", (request) => loads.push(sizeOf(request)));
    await page.goto(panel);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    const interactive = await interactiveMillis(page);
    const door = sum(await Promise.all(loads));
    await signIn(page, admin.email, admin.password);
    await page.getByRole("navigation", { name: "Sections" }).waitFor();
    await page.waitForLoadState("networkidle");
    const all = await Promise.all(loads);
    const files = sum(all.filter((load) => !/graphql$/.test(load.url)));
    t.diagnostic(
      `sign-in page: ${door} bytes, interactive after ${interactive} ms; with home: ${files} bytes of files, ` +
        `${sum(all) - files} of answers, ${all.length} requests`,
    );
    assert.ok(door > 50 * KILOBYTE && files < 200 * KILOBYTE, `${door} and ${files} bytes`);
    assert.ok(all.every((load) => !/graphiql|explorer/i.test(load.url)), JSON.stringify(all));
  });
});

/** What came over the wire for a request, its headers included. */
async function sizeOf(request) {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  return { url: request.url(), bytes: responseBodySize + responseHeadersSize };
}

/** Scripts come from the server only, none of them inline, and nothing is evaluated. */
function assertStrict(response, address) {
  const policy = response.headers()["content-security-policy"];
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
  assert.equal(scripts, "'self'", address);
  assert.match(policy, /default-src 'none'/, address);
  assert.match(policy, /frame-ancestors 'none'/, address);
}

/** When the page could first be used, in milliseconds from the beginning of its load: painted, and its thread idle. */
async function interactiveMillis(page) {
  return page.evaluate(async () => {
    let busyUntil = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    const observer = new PerformanceObserver((list) => {
      list.getEntries().forEach((task) => (busyUntil = Math.max(busyUntil, task.startTime + task.duration)));
    });
    observer.observe({ type: "longtask", buffered: true });
    await new Promise((resolve) => requestIdleCallback(resolve));
    return Math.round(busyUntil);
  });
}

function sum(loads) {
  return loads.reduce((total, load) => total + load.bytes, 0);
}
