// Calls that systems sign, before two replicas of the gateway.
import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { chmod, rename, writeFile } from "node:fs/promises";
import { type TestContext, test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { detailOf, streamed, transports } from "./suite/clients.js";
import { callJson } from "./suite/json_call.js";
import type { Program } from "./suite/program.js";
import { RecordingUpstream } from "./suite/recording_upstream.js";
import { callSigned, type SigningSystem, signedHeaders } from "./suite/signed_call.js";
import { startGateway, startProgram, temporaryFolder } from "./suite/suite.js";

const HEAD = "nianbao.submission.v1.EventService/GetHead";
const ORGANS = "nianbao.directory.v1.DirectoryService/ListOrgans";
const BATCH = "nianbao.submission.v1.SubmissionService/BatchSubmit";
const CONSUME = "nianbao.identity.v1.NonceService/ConsumeNonce";

const tax: SigningSystem = { id: "tax", secret: randomBytes(32), hash: "sha256" };
const archive: SigningSystem = { id: "archive", secret: randomBytes(48), hash: "sm3" };

const listed = (system: SigningSystem, subject: string) => ({
  id: system.id,
  subject,
  algorithm: `HMAC-${system.hash.toUpperCase()}`,
  secret: system.secret.toString("base64"),
});

async function secretFile(path: string, text: string): Promise<string> {
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

interface Place {
  folder: string;
  services: Program;
  flags: string[];
}

// The services, and the files of a gateway that lets the two systems in.
async function place(t: TestContext, key = generateKeyPairSync("ed25519").privateKey): Promise<Place> {
  const folder = await temporaryFolder(t);
  const services = await startProgram(t, "nianbao", ["serve", "--data", `${folder}/data`, "--listen", "127.0.0.1:0"]);
  const clients = JSON.stringify({ clients: [listed(tax, "税务系统"), listed(archive, "档案系统")] });
  const flags = [
    "--hmac-clients",
    await secretFile(`${folder}/clients.json`, clients),
    "--token-key",
    await secretFile(`${folder}/token.pem`, key.export({ type: "pkcs8", format: "pem" }).toString()),
  ];
  return { folder, services, flags };
}

test("A signed call", async (t) => {
  const { services, flags } = await place(t);
  const [one, two] = [await startGateway(t, services, flags), await startGateway(t, services, flags)];

  for (const system of [tax, archive]) {
    await t.test(`is let in once, through whichever replica: ${system.hash}`, async () => {
      const headers = signedHeaders(system, HEAD);
      (await callJson(one.url, HEAD, "{}", headers)).ok();
      for (const { url } of [two, one]) {
        const answer = await callJson(url, HEAD, "{}", headers);
        assert.equal(answer.status, 401);
        assert.equal(answer.reason, "NONCE_REPLAYED");
        assert.match(String(answer.chinese), /随机数已被使用/);
      }
      (await callSigned(two.url, system, HEAD)).ok();
    });
  }

  await t.test("may be as old as five minutes, or as early", async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const timestamp of [now - 270, now + 270]) (await callSigned(one.url, tax, HEAD, { timestamp })).ok();
    for (const timestamp of [now - 330, now + 330]) {
      const answer = await callSigned(one.url, tax, HEAD, { timestamp });
      assert.equal(answer.status, 401);
      assert.equal(answer.reason, "TIMESTAMP_OUT_OF_WINDOW");
      assert.match(String(answer.chinese), /校准时钟/);
    }
  });

  await t.test("is refused with another body, and its nonce is not used up by that", async () => {
    const body = '{"pageSize":1}';
    const headers = signedHeaders(tax, ORGANS, { body });
    const answer = await callJson(one.url, ORGANS, '{"pageSize":2}', headers);
    assert.equal(answer.status, 401);
    assert.equal(answer.reason, "CONTENT_DIGEST_MISMATCH");
    (await callJson(one.url, ORGANS, body, headers)).ok();
  });

  await t.test("is refused when anything else of it is another", async () => {
    const signed = signedHeaders(tax, HEAD);
    const other = String(Number(signed["nianbao-timestamp"]) + 1);
    const altered: [string, string, Record<string, string>][] = [
      ["the signature", HEAD, { "nianbao-signature": "0".repeat(64) }],
      ["the timestamp", HEAD, { "nianbao-timestamp": other }],
      ["the nonce", HEAD, { "nianbao-nonce": randomUUID() }],
      ["the client", HEAD, { "nianbao-client": "archive" }],
      ["the digest", HEAD, { "nianbao-content-digest": "0".repeat(64) }],
      ["the method", ORGANS, {}],
      ["the query", `${HEAD}?a=b`, {}],
      ["the content type", HEAD, { "content-type": "application/json; charset=utf-8" }],
    ];
    for (const [what, method, headers] of altered) {
      const answer = await callJson(one.url, method, "{}", { ...signed, ...headers });
      assert.equal(answer.status, 401, what);
      assert.equal(answer.reason, "SIGNATURE_REFUSED", what);
    }
    (await callJson(one.url, HEAD, "{}", signed)).ok();
  });

  await t.test("of a client that nobody knows, or with another's secret, is refused without a difference", async () => {
    const unknown = await callSigned(one.url, { ...tax, id: "nobody" }, HEAD);
    const foreign = await callSigned(one.url, { ...tax, secret: archive.secret }, HEAD);
    assert.equal(unknown.reason, "SIGNATURE_REFUSED");
    assert.deepEqual(unknown.body, foreign.body);
  });

  await t.test("needs every header in its form", async () => {
    const signed = signedHeaders(tax, HEAD);
    for (const header of Object.keys(signed)) {
      for (const value of [undefined, "?"]) {
        const headers = { ...signed };
        delete headers[header];
        if (value !== undefined) headers[header] = value;
        const answer = await callJson(one.url, HEAD, "{}", headers);
        assert.equal(answer.reason, "SIGNATURE_MALFORMED", header);
        assert.deepEqual(answer.detail("ErrorInfo")["metadata"], { header });
      }
    }
  });

  await t.test("signs its query as it is sent", async () => {
    const headers = signedHeaders(tax, HEAD, { query: "a=b?c" });
    (await callJson(one.url, `${HEAD}?a=b?c`, "{}", headers)).ok();
  });

  await t.test("cannot be a stream of requests, which nobody could sign before", async () => {
    const stream = streamed(transports["gRPC of a program"](one.url), BATCH, [{}], {
      headers: signedHeaders(tax, BATCH),
    });
    await assert.rejects(stream.next(), (error) => {
      assert.ok(error instanceof ConnectError);
      assert.equal(error.code, Code.Unimplemented);
      assert.equal(detailOf(error, "ErrorInfo")["reason"], "STREAM_NOT_SIGNABLE");
      return true;
    });
  });

  await t.test("is refused when nobody can tell whether its nonce was used", async (t) => {
    const stopped = await startGateway(t, services, [...flags, "--upstream", "nianbao.identity=127.0.0.1:1"]);
    const answer = await callSigned(stopped.url, tax, HEAD);
    assert.equal(answer.status, 503);
    assert.equal(answer.reason, "PEER_UNAVAILABLE");
  });
});

test("A call without a signature is refused", async (t) => {
  const { services, flags } = await place(t);
  const { url } = await startGateway(t, services, flags);
  for (const headers of [{}, { authorization: "Bearer a.b.c" }, { "nianbao-actor-bin": "eA==" }]) {
    const answer = await callJson(url, HEAD, {}, headers);
    assert.equal(answer.status, 401);
    assert.equal(answer.reason, "CREDENTIALS_MISSING");
    assert.match(String(answer.chinese), /请先登录/);
  }
});

test("Nonces are for the gateway alone", async (t) => {
  const { services, flags } = await place(t);
  for (const gateway of [await startGateway(t, services, flags), await startGateway(t, services)]) {
    const response = await fetch(`${gateway.url}/${CONSUME}`, { method: "POST", body: "{}" });
    assert.equal(response.status, 404);
    assert.doesNotMatch(await (await fetch(`${gateway.url}/openapi.json`)).text(), /NonceService/);
  }
});

test("Upstream goes a token of a minute for the client's subject, and no name", async (t) => {
  for (const [alg, key] of [
    ["EdDSA", generateKeyPairSync("ed25519").privateKey],
    ["ES256", generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey],
  ] as const) {
    const { flags } = await place(t, key);
    const upstream = await RecordingUpstream.start(t);
    const gateway = await startProgram(t, "nianbao-gateway", [
      ...["--listen", "127.0.0.1:0", "--upstream", upstream.address],
      ...flags,
    ]);

    const signed = signedHeaders(archive, HEAD);
    (
      await callJson(gateway.url, HEAD, "{}", { ...signed, "nianbao-actor-bin": "eA==", authorization: "Bearer x" })
    ).ok();

    const [nonce, call] = upstream.calls;
    assert.equal(nonce?.[":path" as never], `/${CONSUME}`);
    assert.equal(call?.["nianbao-actor-bin"], undefined);
    assert.equal(call?.["nianbao-signature"], undefined);
    const token = /^Bearer (.+)$/.exec(call?.authorization ?? "")?.[1] ?? "";
    const keys = createRemoteJWKSet(new URL(`${gateway.url}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: "nianbao-gateway",
      audience: "nianbao",
      algorithms: [alg],
    });
    assert.equal(protectedHeader.alg, alg);
    assert.equal(payload.sub, "档案系统");
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 60);
    assert.match(payload.jti ?? "", /^[0-9a-f-]{36}$/);
    const { keys: published } = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as {
      keys: object[];
    };
    assert.deepEqual(
      published.map((key) => "d" in key),
      [false],
    );
  }
});

test("The list of clients is read again when it changes", async (t) => {
  const { folder, services, flags } = await place(t);
  const gateway = await startGateway(t, services, flags);
  const replace = async (text: string) => {
    await secretFile(`${folder}/new.json`, text);
    await rename(`${folder}/new.json`, `${folder}/clients.json`);
  };

  await t.test("one that is gone is refused", async () => {
    const again = gateway.nextLogLine(/hmac-clients: read again, 1 clients/);
    await replace(JSON.stringify({ clients: [listed(archive, "档案系统")] }));
    await again;
    assert.equal((await callSigned(gateway.url, tax, HEAD)).reason, "SIGNATURE_REFUSED");
    (await callSigned(gateway.url, archive, HEAD)).ok();
  });

  await t.test("a list that cannot be read changes nothing", async () => {
    const kept = gateway.nextLogLine(/hmac-clients: .*what was read before stays/);
    await replace("{");
    await kept;
    (await callSigned(gateway.url, archive, HEAD)).ok();
  });

  await t.test("nor does one that everybody may read", async () => {
    const kept = gateway.nextLogLine(/with mode 644, want a file that others may not read/);
    await replace(JSON.stringify({ clients: [listed(tax, "税务系统")] }));
    await chmod(`${folder}/clients.json`, 0o644);
    await kept;
  });
});
