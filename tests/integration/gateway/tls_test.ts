// Certificates of the gateway, of the services, and what becomes of them when they are replaced.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import http2 from "node:http2";
import https from "node:https";
import { type TestContext, test } from "node:test";
import tls from "node:tls";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Authority, type Issued } from "./suite/authority.js";
import { streamed } from "./suite/clients.js";
import { CLIENT, IdentityProvider } from "./suite/identity_provider.js";
import { callJson } from "./suite/json_call.js";
import type { Program } from "./suite/program.js";
import { RecordingUpstream } from "./suite/recording_upstream.js";
import { startProgram, temporaryFolder } from "./suite/suite.js";

const HEAD = "nianbao.submission.v1.EventService/GetHead";
const WATCH = "nianbao.aggregation.v1.AggregationService/WatchAggregates";

async function secretFile(path: string, text: string): Promise<string> {
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

function listening(upstream: string, own?: Issued): string[] {
  const flags = ["--listen", "127.0.0.1:0", "--upstream", upstream];
  return own === undefined ? flags : [...flags, "--tls-certificate", own.certificate, "--tls-key", own.key];
}

interface HttpsAnswer {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

function overHttps(gateway: Program, path: string, options: https.RequestOptions): Promise<HttpsAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const call = https.request(
      `https://${gateway.address}${path}`,
      { agent: false, headers, ...options },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    call.on("error", reject);
    call.end(options.method === "POST" ? "{}" : undefined);
  });
}

// Of the certificate that a new connection gets to see.
function serialOf(gateway: Program, ca: string): Promise<string> {
  const [host, port] = gateway.address.split(":");
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: host ?? "", port: Number(port), ca, ALPNProtocols: ["h2"] }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

test("A gateway with a certificate", async (t) => {
  const folder = await temporaryFolder(t);
  const authority = Authority.create(folder, "authority");
  const ca = authority.pem;
  const own = authority.issue("gateway");
  const upstream = await RecordingUpstream.start(t);
  const gateway = await startProgram(t, "nianbao-gateway", [
    ...listening(upstream.address, own),
    ...["--metrics-listen", "127.0.0.1:0"],
  ]);

  await t.test("takes calls by HTTP/1.1 and by HTTP/2", async () => {
    const answer = await overHttps(gateway, `/${HEAD}`, { method: "POST", ca });
    assert.equal(answer.status, 200, answer.text);
    const transport = createGrpcTransport({ baseUrl: `https://${gateway.address}`, nodeOptions: { ca } });
    const messages = [];
    for await (const message of streamed(transport, WATCH, [{ nodes: ["organs/a"] }])) messages.push(message);
    assert.deepEqual(messages, [{}]);
    assert.equal(upstream.calls.length, 2);
  });

  await t.test("is refused by callers that trust another authority, and takes no clear text", async () => {
    const other = Authority.create(folder, "other").pem;
    await assert.rejects(overHttps(gateway, "/healthz", { ca: other }), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    await assert.rejects(fetch(`http://${gateway.address}/healthz`));
    await assert.rejects(overHttps(gateway, "/healthz", { ca, maxVersion: "TLSv1.1", minVersion: "TLSv1.1" }));
  });

  await t.test("shows a new one once its files are replaced, and connections that stand, stay", async () => {
    assert.equal(await serialOf(gateway, ca), own.serial);
    const session = http2.connect(`https://${gateway.address}`, { ca });
    const statusOf = () =>
      new Promise((resolve, reject) => {
        const stream = session.request({ ":path": "/healthz" });
        stream.on("response", (headers) => resolve(headers[":status"]));
        stream.on("error", reject);
        stream.resume().end();
      });
    assert.equal(await statusOf(), 200);

    const read = gateway.nextLogLine(/tls-certificate: read again/);
    const renewed = authority.issue("gateway");
    const line = await read;

    assert.notEqual(renewed.serial, own.serial);
    assert.match(line, new RegExp(`serial ${renewed.serial}, valid until 20`));
    assert.equal(await serialOf(gateway, ca), renewed.serial);
    const metrics = JSON.parse(await gateway.logLine(/"metrics at /))
      .message.split(" ")
      .at(-1);
    assert.match(
      await (await fetch(`http://${metrics}/metrics`)).text(),
      new RegExp(
        `^nianbao_gateway_certificate_expiry_timestamp_seconds{certificate="tls"} ${renewed.expirySeconds}$`,
        "m",
      ),
    );
    assert.equal(await statusOf(), 200);
    assert.equal((session.socket as tls.TLSSocket).getPeerCertificate().serialNumber, own.serial);
    session.destroy();
  });

  await t.test("keeps the one it has when the files do not fit", async () => {
    const serial = await serialOf(gateway, ca);
    for (const [broken, fault] of [
      ["no certificate", /want a certificate and a key in PEM/],
      [await readFile(authority.issue("another").certificate, "utf8"), /got the key of another certificate/],
    ] as const) {
      const kept = gateway.nextLogLine(/what was read before stays/);
      await writeFile(own.certificate, broken);
      assert.match(await kept, fault);
      assert.equal(await serialOf(gateway, ca), serial);
    }
  });
});

test("A gateway whose files do not fit does not start, and says which", async (t) => {
  const folder = await temporaryFolder(t);
  const authority = Authority.create(folder, "authority");
  const [one, other] = [authority.issue("one"), authority.issue("other")];
  const start = (...flags: string[]) => startProgram(t, "nianbao-gateway", [...listening("127.0.0.1:1"), ...flags]);
  const certificate = (file: string, key: string) => start("--tls-certificate", file, "--tls-key", key);

  await assert.rejects(certificate(one.certificate, other.key), /ended with 2:\n.*\n私钥.*不配对/);
  await assert.rejects(certificate(`${folder}/nowhere.crt`, one.key), /ended with 2:\n.*\n无法读取文件 .*nowhere\.crt/);
  await assert.rejects(start("--upstream-authorities", one.key), /upstream-authorities: .*\n.*不是 PEM 格式的证书/);
  const open = await secretFile(`${folder}/open.key`, await readFile(one.key, "utf8"));
  await chmod(open, 0o644);
  await assert.rejects(certificate(one.certificate, open), /tls-key: got .* with mode 644/);
});

test("A gateway that others reach asks who calls, and seals sessions for https alone", async (t) => {
  const folder = await temporaryFolder(t);
  const authority = Authority.create(folder, "authority");
  const ca = authority.pem;
  const upstream = await RecordingUpstream.start(t);
  const provider = await IdentityProvider.start(t);
  const gateway = await startProgram(t, "nianbao-gateway", [
    ...listening(upstream.address, authority.issue("gateway")).with(1, "0.0.0.0:0"),
    ...["--oidc-issuer", provider.issuer, "--oidc-client-id", CLIENT.id],
    ...["--oidc-client-secret-file", await secretFile(`${folder}/secret`, CLIENT.secret)],
    ...["--session-key", await secretFile(`${folder}/session.key`, randomBytes(32).toString("base64"))],
  ]);
  gateway.address = gateway.address.replace("0.0.0.0", "127.0.0.1");
  provider.serve([{ url: `https://${gateway.address}` }]);

  const refused = await overHttps(gateway, `/${HEAD}`, { method: "POST", ca });
  assert.equal(refused.status, 401);
  assert.match(refused.text, /CREDENTIALS_MISSING/);
  assert.equal(upstream.calls.length, 0);
  const { status, headers } = await overHttps(gateway, "/login", { ca });
  assert.equal(status, 303);
  assert.match(String(headers["set-cookie"]), /^__Host-nianbao-login=.*; Secure/);
  const redirect = new URL(new URL(String(headers["location"])).searchParams.get("redirect_uri") ?? "");
  assert.equal(redirect.protocol, "https:");
});

interface Services {
  folder: string;
  authority: Authority;
  upstream: RecordingUpstream;
  gateway(...flags: string[]): Promise<Program>;
}

// A service that takes only callers whom the authority certified.
async function servicesByTls(t: TestContext, names = "DNS:localhost"): Promise<Services> {
  const folder = await temporaryFolder(t);
  const authority = Authority.create(folder, "authority");
  const service = authority.issue("service", names);
  const [cert, key] = [await readFile(service.certificate, "utf8"), await readFile(service.key, "utf8")];
  const upstream = await RecordingUpstream.start(t, { tls: { cert, key, ca: authority.pem } });
  const gateway = (...flags: string[]) =>
    startProgram(t, "nianbao-gateway", [...listening(`localhost:${upstream.port}`), ...flags]);
  return { folder, authority, upstream, gateway };
}

test("Services and gateway prove themselves to each other, and to a new certificate when the files are replaced", async (t) => {
  const { authority, upstream, gateway: start } = await servicesByTls(t);
  const own = authority.issue("gateway", "URI:spiffe://cluster.local/ns/nianbao/sa/nianbao-gateway");
  const gateway = await start(
    ...["--upstream-authorities", authority.file],
    ...["--upstream-certificate", own.certificate, "--upstream-key", own.key],
  );
  (await callJson(gateway.url, HEAD, {})).ok();
  assert.equal(upstream.calls.at(-1)?.[":authority"], `localhost:${upstream.port}`);

  const read = gateway.nextLogLine(/upstream-certificate: read again/);
  const renewed = authority.issue("gateway", "URI:spiffe://cluster.local/ns/nianbao/sa/nianbao-gateway");
  assert.match(await read, new RegExp(renewed.serial));
  (await callJson(gateway.url, HEAD, {})).ok();
  upstream.hangUp();
  (await callJson(gateway.url, HEAD, {})).ok();

  assert.deepEqual(upstream.serials, [own.serial, own.serial, renewed.serial]);
});

test("Without proof nothing is called", async (t) => {
  const { folder, authority, upstream, gateway: start } = await servicesByTls(t);
  const trusted = ["--upstream-authorities", authority.file];
  const stranger = Authority.create(folder, "stranger");
  const forged = stranger.issue("gateway");

  for (const [why, flags, authorities] of [
    ["the gateway shows none", [], trusted],
    [
      "the gateway shows that of a stranger",
      ["--upstream-certificate", forged.certificate, "--upstream-key", forged.key],
      trusted,
    ],
    ["the service shows that of a stranger", [], ["--upstream-authorities", stranger.file]],
  ] as const) {
    const answer = await callJson((await start(...flags, ...authorities)).url, HEAD, {});
    assert.equal(answer.status, 503, why);
    assert.equal(answer.reason, "PEER_UNAVAILABLE", why);
  }
  assert.equal(upstream.calls.length, 0);
});

test("A service with the certificate of another name is not called", async (t) => {
  const { authority, upstream, gateway: start } = await servicesByTls(t, "DNS:another.example");
  const own = authority.issue("gateway");
  const gateway = await start(
    ...["--upstream-authorities", authority.file],
    ...["--upstream-certificate", own.certificate, "--upstream-key", own.key],
  );
  const answer = await callJson(gateway.url, HEAD, {});
  assert.equal(answer.reason, "PEER_UNAVAILABLE");
  assert.match(await gateway.logLine(/"level":"error"/), /upstream 127\.0\.0\.1:\d+: .*altnames/);
  assert.equal(upstream.calls.length, 0);
});
