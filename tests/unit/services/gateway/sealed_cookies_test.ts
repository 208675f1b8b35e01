import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { type CookieKind, SealedCookies } from "../../../../services/gateway/identity/sealed_cookies.js";

const kind: CookieKind = { name: "kind", sameSite: "Strict" };
const key = randomBytes(32);

function requestWith(setCookie: string) {
  return { headers: { cookie: `a=b; ${setCookie.split(";", 1)[0]}; c=d` } } as never;
}

test("A cookie gives back what was sealed, to whoever has the key, and for the same purpose", async () => {
  const cookies = new SealedCookies(key, false);
  const request = requestWith(await cookies.seal(kind, { content: "年报" }));
  assert.equal((await cookies.open<{ content: string }>(kind, request))?.content, "年报");
  assert.ok(await new SealedCookies(key, false).open(kind, request));
  assert.equal(await new SealedCookies(randomBytes(32), false).open(kind, request), undefined);
  const other = requestWith((await cookies.seal({ ...kind, name: "other" }, {})).replace("other=", "kind="));
  assert.equal(await cookies.open(kind, other), undefined);
  assert.equal(await cookies.open(kind, { headers: {} } as never), undefined);
});

test("Nobody reads in it", async () => {
  const cookie = await new SealedCookies(key, false).seal(kind, { content: "SECRET" });
  assert.ok(cookie.split(".").every((part) => !Buffer.from(part, "base64url").toString("latin1").includes("SECRET")));
});

test("By https it is for this host and for https alone", async () => {
  const cookies = new SealedCookies(key, true);
  const cookie = await cookies.seal({ ...kind, maxAgeSeconds: 60 }, {});
  assert.match(cookie, /^__Host-kind=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=60$/);
  assert.ok(await cookies.open(kind, requestWith(cookie)));
  assert.match(cookies.removal(kind), /^__Host-kind=; Path=\/; .*; Max-Age=0$/);
});

test("After its time it is worth nothing, whatever the browser does", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_736_900_000_000 });
  const cookies = new SealedCookies(key, false);
  const request = requestWith(await cookies.seal({ ...kind, maxAgeSeconds: 60 }, {}));
  t.mock.timers.setTime(1_736_900_059_000);
  assert.ok(await cookies.open(kind, request));
  t.mock.timers.setTime(1_736_900_061_000);
  assert.equal(await cookies.open(kind, request), undefined);
});

test("One that browsers would drop is not made", async () => {
  await assert.rejects(new SealedCookies(key, false).seal(kind, { content: "x".repeat(4096) }), RangeError);
});
