// Browsers that log in at a provider.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { type TestContext, test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { Browser } from "./suite/browser.js";
import { detailOf, streamed, transports } from "./suite/clients.js";
import { CLIENT, IdentityProvider, type Lives, PERSON } from "./suite/identity_provider.js";
import type { Program } from "./suite/program.js";
import { RecordingUpstream } from "./suite/recording_upstream.js";
import { Suite, startProgram, temporaryFolder } from "./suite/suite.js";

const HEAD = "nianbao.submission.v1.EventService/GetHead";
const WATCH = "nianbao.aggregation.v1.AggregationService/WatchAggregates";
const SESSION = "nianbao-session";

// A gateway at which one logs in, and its replicas.
class Place {
  private constructor(
    private readonly t: TestContext,
    readonly provider: IdentityProvider,
    private readonly upstream: string,
    private readonly folder: string,
  ) {}

  static async start(t: TestContext, upstream: string, lives?: Lives): Promise<Place> {
    const place = new Place(t, await IdentityProvider.start(t, lives), upstream, await temporaryFolder(t));
    await writeFile(`${place.folder}/secret`, `${CLIENT.secret}\n`, { mode: 0o600 });
    return place;
  }

  async gateways(...keys: string[]): Promise<Program[]> {
    const gateways = [];
    for (const key of keys) gateways.push(await this.gateway(key));
    this.provider.serve(gateways);
    return gateways;
  }

  async gateway(key: string): Promise<Program> {
    const path = `${this.folder}/${key}`;
    await writeFile(path, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" }).catch(() => {});
    return startProgram(this.t, "nianbao-gateway", [
      ...["--listen", "127.0.0.1:0", "--upstream", this.upstream],
      ...["--oidc-issuer", this.provider.issuer, "--oidc-client-id", CLIENT.id],
      ...["--oidc-client-secret-file", `${this.folder}/secret`, "--session-key", path],
    ]);
  }
}

async function loggedIn(gateway: Program): Promise<Browser> {
  const browser = new Browser();
  await browser.open(`${gateway.url}/login`);
  assert.ok(browser.cookies.has(SESSION));
  return browser;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON
async function sessionOf(browser: Browser, gateway: Program): Promise<any> {
  return (await browser.fetch(`${gateway.url}/session`)).json();
}

// Until the token of the browser's session has expired, if it has not yet.
async function endOfStream(gateway: Program, browser: Browser): Promise<ConnectError> {
  const headers = { cookie: browser.cookieHeader(), origin: gateway.url };
  const watched = { nodes: ["organs/qinghe"], year: 2024 };
  const stream = streamed(transports["Connect of a page"](gateway.url), WATCH, [watched], { headers });
  try {
    while (!(await stream.next()).done) {}
  } catch (error) {
    return ConnectError.from(error);
  }
  throw new Error("the stream ended without an error");
}

test("A login", async (t) => {
  const upstream = await RecordingUpstream.start(t);
  const place = await Place.start(t, upstream.address);
  const [gateway, replica, stranger] = (await place.gateways("key", "key", "other-key")) as [Program, Program, Program];

  await t.test("is what a call needs", async () => {
    const browser = new Browser();
    assert.deepEqual(await sessionOf(browser, gateway), { mode: "identified", login: true, signedIn: false });
    const answer = await browser.call(gateway.url, HEAD);
    assert.equal(answer.status, 401);
    assert.equal(answer.reason, "CREDENTIALS_MISSING");
    assert.match(String(answer.chinese), /请先登录/);
    assert.equal(upstream.calls.length, 0);
  });

  await t.test("leads to the provider and back to where the browser came from", async () => {
    const browser = new Browser();
    const last = await browser.open(`${gateway.url}/login?back=/organs/qinghe%3Fyear%3D2024`, /\/organs/);
    assert.equal(last.headers.get("location"), "/organs/qinghe?year=2024");
    const session = await sessionOf(browser, gateway);
    assert.equal(session.signedIn, true);
    assert.equal(session.name, PERSON.name);
    assert.equal(session.subject, PERSON.sub);
    assert.ok(Date.parse(session.expires) > Date.now());
    assert.match(browser.setCookies.get(SESSION) ?? "", /; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.match(browser.setCookies.get("nianbao-login") ?? "", /^nianbao-login=; .*Max-Age=0$/);
  });

  await t.test("leads back to no other host", async () => {
    for (const back of ["//evil.example/", "https://evil.example/", "/\\evil.example/", "javascript:alert(1)"]) {
      const last = await new Browser().open(
        `${gateway.url}/login?back=${encodeURIComponent(back)}`,
        /evil|javascript|:\d+\/$/,
      );
      assert.equal(last.headers.get("location"), "/", back);
    }
  });

  await t.test("is told upstream by the provider's own token, and by no name", async () => {
    const browser = await loggedIn(gateway);
    (await browser.call(gateway.url, HEAD, { "nianbao-actor-bin": "eA==", authorization: "Bearer x" })).ok();
    const call = upstream.calls.at(-1);
    assert.equal(call?.["nianbao-actor-bin"], undefined);
    assert.equal(call?.cookie, undefined);
    const token = /^Bearer (.+)$/.exec(call?.authorization ?? "")?.[1] ?? "";
    const keys = createRemoteJWKSet(new URL(`${place.provider.issuer}/jwks`));
    const { payload } = await jwtVerify(token, keys, { issuer: place.provider.issuer, audience: CLIENT.id });
    assert.equal(payload.sub, PERSON.sub);
  });

  await t.test("holds at every replica that has the key, and nowhere else", async () => {
    const browser = await loggedIn(gateway);
    (await browser.call(replica.url, HEAD)).ok();
    assert.equal((await browser.call(stranger.url, HEAD)).reason, "CREDENTIALS_MISSING");
  });

  await t.test("is used by pages of the gateway alone", async () => {
    const browser = await loggedIn(gateway);
    const before = upstream.calls.length;
    for (const origin of [undefined, "null", replica.url, "https://evil.example"]) {
      const headers: Record<string, string> = { "content-type": "application/json", cookie: browser.cookieHeader() };
      if (origin !== undefined) headers["origin"] = origin;
      const answer = await fetch(`${gateway.url}/${HEAD}`, { method: "POST", headers, body: "{}" });
      assert.equal(answer.status, 403, origin);
      assert.match(await answer.text(), /ORIGIN_NOT_ALLOWED/);
    }
    assert.equal(upstream.calls.length, before);
  });

  await t.test("does not survive a changed cookie", async () => {
    const browser = await loggedIn(gateway);
    const cookie = browser.cookies.get(SESSION) ?? "";
    const middle = cookie.length >> 1;
    const other = cookie[middle] === "A" ? "B" : "A";
    const half = new Browser();
    await half.open(`${gateway.url}/login`, /\/auth/);
    for (const changed of [
      cookie.slice(0, middle) + other + cookie.slice(middle + 1),
      cookie.slice(0, -8),
      "",
      half.cookies.get("nianbao-login") ?? assert.fail("no login was begun"),
    ]) {
      browser.cookies.set(SESSION, changed);
      const answer = await browser.call(gateway.url, HEAD);
      assert.equal(answer.status, 401);
      assert.equal(answer.reason, "CREDENTIALS_MISSING");
    }
  });

  await t.test("is finished only by the browser that began it, with the state it was given", async () => {
    const browser = new Browser();
    const last = await browser.open(`${gateway.url}/login`, /\/callback/);
    const callback = last.headers.get("location") ?? "";

    assert.equal((await new Browser().fetch(callback)).status, 400);
    const mixed = new Browser();
    await mixed.open(`${gateway.url}/login`, /\/auth/);
    assert.equal((await mixed.fetch(callback)).status, 400);
    assert.equal(mixed.cookies.has(SESSION), false);
    const altered = new Browser();
    const answered = new URL((await altered.open(`${gateway.url}/login`, /\/callback/)).headers.get("location") ?? "");
    answered.searchParams.set("state", "another");
    assert.equal((await altered.fetch(answered.href)).status, 400);
    assert.equal(altered.cookies.has(SESSION), false);
    assert.equal((await browser.fetch(callback)).status, 303);
    assert.ok(browser.cookies.has(SESSION));
  });

  await t.test("that the provider refuses is not finished, and says so", async () => {
    const browser = new Browser();
    const last = await browser.open(`${gateway.url}/login`, /\/auth/);
    const state = new URL(last.headers.get("location") ?? "").searchParams.get("state");
    const query = new URLSearchParams({ error: "access_denied", state: state ?? "", iss: place.provider.issuer });
    const answer = await browser.fetch(`${gateway.url}/callback?${query}`);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /请重新登录/);
  });
});

test("A logout takes the cookie, and what could renew it", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");
  const place = await Place.start(t, suite.services.address, { idTokenSeconds: 1, renewable: true });
  const [gateway] = (await place.gateways("key")) as [Program];
  const browser = await loggedIn(gateway);
  const thief = new Browser();
  thief.cookies.set(SESSION, browser.cookies.get(SESSION) ?? "");
  const logout = (init: RequestInit) => browser.fetch(`${gateway.url}/logout`, init);

  assert.equal((await logout({ method: "POST" })).status, 403);
  assert.equal((await logout({ method: "POST", headers: { origin: "https://evil.example" } })).status, 403);
  assert.equal((await logout({ method: "GET", headers: { origin: gateway.url } })).status, 405);
  assert.ok(browser.cookies.has(SESSION));
  const answer = await logout({ method: "POST", headers: { origin: gateway.url } });

  const { signedIn, next } = (await answer.json()) as { signedIn: boolean; next: string };
  assert.equal(signedIn, false);
  assert.ok(next.startsWith(`${place.provider.issuer}/session/end?`));
  assert.equal(browser.cookies.has(SESSION), false);
  assert.equal((await browser.call(gateway.url, HEAD)).reason, "CREDENTIALS_MISSING");
  await endOfStream(gateway, thief);
  assert.equal((await thief.call(gateway.url, HEAD)).reason, "SESSION_EXPIRED");
});

test("A session whose token has expired", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");

  await t.test("ends its streams, and is renewed once for all calls that come then", async (t) => {
    const place = await Place.start(t, suite.services.address, { idTokenSeconds: 5, renewable: true });
    const [gateway] = (await place.gateways("key")) as [Program];
    const browser = await loggedIn(gateway);
    const error = await endOfStream(gateway, browser);
    assert.equal(error.code, Code.Unauthenticated);
    assert.equal(detailOf(error, "ErrorInfo")["reason"], "TOKEN_EXPIRED");
    assert.match(String(detailOf(error, "LocalizedMessage")["message"]), /从上次的位置继续/);
    const before = place.provider.renewals;

    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.call(gateway.url, HEAD)));

    for (const answer of answers) answer.ok();
    assert.equal(place.provider.renewals, before + 1);
    assert.match(answers[0]?.headers.get("set-cookie") ?? "", /^nianbao-session=/);
  });

  await t.test("is over when it cannot be renewed", async (t) => {
    const place = await Place.start(t, suite.services.address, { idTokenSeconds: 1, renewable: false });
    const [gateway] = (await place.gateways("key")) as [Program];
    const browser = await loggedIn(gateway);
    await endOfStream(gateway, browser);

    const answer = await browser.call(gateway.url, HEAD);

    assert.equal(answer.status, 401);
    assert.equal(answer.reason, "SESSION_EXPIRED");
    assert.match(String(answer.chinese), /重新登录/);
    assert.equal(browser.cookies.has(SESSION), false);
    assert.equal((await sessionOf(browser, gateway)).signedIn, false);
  });

  await t.test("is kept while the provider does not answer", async (t) => {
    const place = await Place.start(t, suite.services.address, { idTokenSeconds: 1, renewable: true });
    const [gateway] = (await place.gateways("key")) as [Program];
    const browser = await loggedIn(gateway);
    await endOfStream(gateway, browser);
    place.provider.stop();

    const answer = await browser.call(gateway.url, HEAD);

    assert.equal(answer.status, 503);
    assert.equal(answer.reason, "PEER_UNAVAILABLE");
    assert.ok(browser.cookies.has(SESSION));
  });
});

test("Without its provider the gateway starts, and says at the login what it lacks", async (t) => {
  const upstream = await RecordingUpstream.start(t);
  const place = await Place.start(t, upstream.address);
  const gateway = await place.gateway("key");
  const browser = new Browser();

  const answer = await browser.fetch(`${gateway.url}/login`);

  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /暂时无法连接统一身份认证服务/);
  place.provider.serve([gateway]);
  await browser.open(`${gateway.url}/login`);
  assert.ok(browser.cookies.has(SESSION));
});

test("A gateway without identity says so to its pages", async (t) => {
  const upstream = await RecordingUpstream.start(t);
  for (const [flags, mode] of [
    [[], "anonymous"],
    [["--unauthenticated"], "unauthenticated"],
  ] as const) {
    const args = ["--listen", "127.0.0.1:0", "--upstream", upstream.address, ...flags];
    const gateway = await startProgram(t, "nianbao-gateway", args);
    assert.deepEqual(await sessionOf(new Browser(), gateway), { mode });
    assert.equal((await fetch(`${gateway.url}/login`)).status, 404);
  }
});
