// The audit suite of the npm package graphql-http against both endpoints. Every check must be "ok": a SHOULD that
// fails is reported as "warn" and a MAY as "notice", and neither is let through.

import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { serverAudits } from "graphql-http";

import { accessToken, tokens, url } from "../server.js";

const endpoints = [
  { path: "/graphql", bearer: async () => tokens.full_access },
  { path: "/admin/graphql", bearer: accessToken },
];

for (const { path, bearer } of endpoints) {
  suite(`GraphQL over HTTP at ${path}`, () => {
    const credential = once(bearer);
    const fetchFn = async (address, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${await credential()}`);
      return fetch(address, { ...init, headers });
    };
    for (const audit of serverAudits({ url: url + path, fetchFn })) {
      test(`${audit.id} ${audit.name}`, async () => {
        const result = await audit.fn();
        assert.equal(result.status, "ok", result.reason);
      });
    }
  });
}

function once(make) {
  let made;
  return () => (made ??= make());
}
