import assert from "node:assert/strict";
import { test } from "node:test";
import { OptionError } from "../../../../services/gateway/option_error.js";
import { type Options, parseCommand } from "../../../../services/gateway/options.js";
import { transportsTo } from "../../../../services/gateway/upstream/upstreams.js";

const hmac = ["--hmac-clients", "clients.json", "--token-key", "token.pem"];
const tls = ["--tls-certificate", "tls.crt", "--tls-key", "tls.key"];

function serving(flags: string[]): Options {
  const command = parseCommand(flags);
  return command.does === "serve" ? command.options : assert.fail(command.does);
}

function refusal(...flags: string[]): OptionError {
  try {
    parseCommand(flags);
  } catch (error) {
    assert.ok(error instanceof OptionError && /[\u4e00-\u9fff]/.test(error.chinese), String(error));
    return error;
  }
  return assert.fail(`taken: ${flags.join(" ")}`);
}

test("Without flags it listens on loopback, for `nianbao serve`, and believes nobody", () => {
  const options = serving([]);
  assert.equal(options.listen.host, "127.0.0.1");
  assert.deepEqual(options.upstreams, [{ prefix: "", host: "127.0.0.1", port: 7130 }]);
  assert.equal(options.unauthenticated, false);
  assert.equal(options.requestBytesMax, 4 << 20);
  assert.deepEqual(options.drain, { announceMs: 0, graceMs: 10_000 });
});

test("Flags that say nothing sensible are refused, and people are told what to write", () => {
  for (const flags of [
    ["--listen", "localhost:1"],
    ["--listen", "127.0.0.1"],
    ["--listen", "127.0.0.1:65536"],
    ["--listen", "10.0.0.1:7135"],
    ["--listen", "[::]:7135"],
    ["--upstream", "7130"],
    ["--upstream", "http://127.0.0.1:7130"],
    ["--upstream", "127.0.0.1:0"],
    ["--upstream", "dns:a"],
    ["--upstream", "dns://127.0.0.1/a:1"],
    ["--upstream", "dns://localhost:53/a:1"],
    ["--upstream", "dns://127.0.0.1:53a:1"],
    ["--upstream", "nianbao.document.v1="],
    ["--health-listen", "7140"],
    ["--metrics-listen", "host:7141"],
    ["--drain-announce", "-1"],
    ["--drain-grace", "10s"],
    ["--drain-grace", "3601"],
    ["--tls-certificate", "tls.crt"],
    ["--tls-key", "tls.key"],
    ["--upstream-certificate", "tls.crt", "--upstream-authorities", "ca.crt"],
    ["--upstream-certificate", "tls.crt", "--upstream-key", "tls.key"],
    ["--print-jwks"],
    ["--burst", "0"],
    ["--request-bytes-max", "4MB"],
    ["--unknown"],
  ]) {
    refusal(...flags);
  }
});

test("IPv6 loopback is an address like the other", () => {
  assert.equal(serving(["--listen", "[::1]:0"]).listen.host, "::1");
});

test("Others reach it only by TLS and when they prove who they are", () => {
  const open = ["--listen", "0.0.0.0:7135"];
  for (const flags of [[], tls, hmac, ["--unauthenticated", ...tls]]) {
    const { message, chinese } = refusal(...open, ...flags);
    assert.match(message, /^listen: got 0\.0\.0\.0:7135, want an address on loopback/);
    assert.match(chinese, /--tls-certificate.*--hmac-clients.*--oidc-issuer/);
  }
  assert.equal(serving([...open, ...tls, ...hmac]).listen.host, "0.0.0.0");
});

test("Probes and Prometheus reach it in clear text", () => {
  const { healthListen, metricsListen } = serving([
    ...["--health-listen", "0.0.0.0:7140", "--metrics-listen", "[::]:7141"],
  ]);
  assert.deepEqual(healthListen, { host: "0.0.0.0", port: 7140 });
  assert.deepEqual(metricsListen, { host: "::", port: 7141 });
});

test("Upstreams are written as gRPC has them too", () => {
  for (const [text, prefix, host, port] of [
    ["127.0.0.1:1", "", "127.0.0.1", 1],
    ["[::1]:2", "", "::1", 2],
    ["dns:nianbao-document:3", "", "nianbao-document", 3],
    ["dns:///nianbao-document.nianbao.svc.cluster.local:7131", "", "nianbao-document.nianbao.svc.cluster.local", 7131],
    ["nianbao.document.v1=dns:///a.b:4", "nianbao.document.v1", "a.b", 4],
    ["nianbao.document.v1=a.b:5", "nianbao.document.v1", "a.b", 5],
  ] as const) {
    assert.deepEqual(serving(["--upstream", text]).upstreams, [{ prefix, host, port }], text);
  }
  assert.deepEqual(serving(["--upstream", "nianbao.document.v1=dns://127.0.0.5:5353/a.b:6"]).upstreams, [
    { prefix: "nianbao.document.v1", host: "a.b", port: 6, nameServer: "127.0.0.5:5353" },
  ]);
});

test("The key of its tokens is printed without the rest", () => {
  const command = parseCommand(["--print-jwks", "--token-key", "token.pem"]);
  assert.deepEqual(command, { does: "print-jwks", tokenKey: "token.pem" });
});

test("A prefix ends where a name of a package ends, and a service without upstream has no transport", () => {
  const transportTo = transportsTo([
    { prefix: "nianbao.document", host: "127.0.0.1", port: 1 },
    { prefix: "nianbao.document.v1", host: "127.0.0.1", port: 2 },
    { prefix: "nianbao.doc", host: "127.0.0.1", port: 3 },
  ]);
  const of = (typeName: string) => transportTo({ typeName } as never);
  assert.ok(of("nianbao.document.v1.DocumentService"));
  assert.notEqual(of("nianbao.document.v1.DocumentService"), of("nianbao.document.v2.DocumentService"));
  assert.equal(of("nianbao.submission.v1.EventService"), undefined);
});
