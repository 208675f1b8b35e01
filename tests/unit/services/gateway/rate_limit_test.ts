import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, RateLimit } from "../../../../services/gateway/http/rate_limit.js";

test("A client may call so often at once, and then at a steady pace", () => {
  let now = 0;
  const limit = new RateLimit({ perSecond: 2, burst: 3 }, () => now);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => limit.take("a")),
    [0, 0, 0, 500],
  );
  now += 499;
  assert.equal(limit.take("a"), 1);
  now += 1;
  assert.equal(limit.take("a"), 0);
  assert.equal(limit.take("a"), 500);
});

test("Clients do not share what they may", () => {
  const limit = new RateLimit({ perSecond: 1, burst: 1 }, () => 0);
  assert.equal(limit.take("a"), 0);
  assert.equal(limit.take("b"), 0);
  assert.equal(limit.take("a"), 1000);
});

test("What was not used is not saved up", () => {
  let now = 0;
  const limit = new RateLimit({ perSecond: 1, burst: 2 }, () => now);
  now += 3_600_000;
  assert.deepEqual(
    [1, 2, 3].map(() => limit.take("a")),
    [0, 0, 1000],
  );
});

test("A client of IPv6 is its network, one of IPv4 its address", () => {
  assert.equal(clientOf("2001:db8:0:1:aaaa::1"), clientOf("2001:db8:0:1::2"));
  assert.notEqual(clientOf("2001:db8:0:1::1"), clientOf("2001:db8:0:2::1"));
  assert.equal(clientOf("::1"), "0:0:0:0");
  assert.notEqual(clientOf("10.0.0.1"), clientOf("10.0.0.2"));
  assert.equal(clientOf("::ffff:10.0.0.1"), "::ffff:10.0.0.1");
});
