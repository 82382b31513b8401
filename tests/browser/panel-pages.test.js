// What holds for every page of the panel and of the explorer: its policy, its accessibility, its weight.

import assert from "node:assert/strict";
import { test } from "node:test";

import { admin, url } from "../server.js";
import { assertClean, withPage } from "./chromium.js";
import { inspect, manage, openPanel, panel, signIn, violations } from "./panel.js";

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
      await inspect(page, `page${new URL(address).pathname.replaceAll("/", "-")}`);
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
    page.on("requestfinished", async (request) => {
      loads.push(request.sizes().then((sizes) => ({ url: request.url(), bytes: sizes.responseBodySize + sizes.responseHeadersSize })));
    });
    const response = await page.goto(panel);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    const interactive = await interactiveMillis(page);
    const before = sum(await Promise.all(loads));
    await signIn(page, admin.email, admin.password);
    await page.getByRole("navigation", { name: "Sections" }).waitFor();
    await page.waitForLoadState("networkidle");
    const all = await Promise.all(loads);
    const total = sum(all);
    t.diagnostic(`sign-in page ${before} bytes in ${all.length} requests with home, ${total} bytes; interactive after ${interactive} ms`);
    assert.ok(before > 50 * KILOBYTE && total < 200 * KILOBYTE, `${before} and ${total} bytes`);
    assert.ok(all.every((load) => !/graphiql|explorer/i.test(load.url)), JSON.stringify(all));
    assert.equal((await response.allHeaders())["content-type"], "text/html; charset=utf-8");
  });
});

/** Scripts come from the server only, none of them inline, and nothing is evaluated. */
function assertStrict(response, address) {
  const policy = response.headers()["content-security-policy"];
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
  assert.equal(scripts, "'self'", address);
  assert.match(policy, /default-src 'none'/, address);
  assert.match(policy, /frame-ancestors 'none'/, address);
}

/** When the page could first be used, in milliseconds from the beginning of its load: nothing keeps the thread by then. */
async function interactiveMillis(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const painted = list.getEntriesByName("first-contentful-paint").at(-1);
          if (painted) {
            const long = performance.getEntriesByType("longtask").map((task) => task.startTime + task.duration);
            observer.disconnect();
            resolve(Math.round(Math.max(painted.startTime, ...long)));
          }
        });
        observer.observe({ type: "paint", buffered: true });
      }),
  );
}

function sum(loads) {
  return loads.reduce((total, load) => total + load.bytes, 0);
}
