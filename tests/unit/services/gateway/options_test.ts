import assert from "node:assert/strict";
import { test } from "node:test";
import { transportsTo } from "../../../../services/gateway/bridge/upstreams.js";
import { OptionError } from "../../../../services/gateway/option_error.js";
import { parseOptions } from "../../../../services/gateway/options.js";

test("Without flags it listens on loopback, for `nianbao serve`, and believes nobody", () => {
  const options = parseOptions([]);
  assert.equal(options?.host, "127.0.0.1");
  assert.deepEqual(options?.upstreams, [{ prefix: "", address: "127.0.0.1:7130" }]);
  assert.equal(options?.unauthenticated, false);
  assert.equal(options?.requestBytesMax, 4 << 20);
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
    ["--burst", "0"],
    ["--request-bytes-max", "4MB"],
    ["--unknown"],
  ]) {
    assert.throws(
      () => parseOptions(flags),
      (error) => error instanceof OptionError && /[\u4e00-\u9fff]/.test(error.chinese),
      flags.join(" "),
    );
  }
});

test("IPv6 loopback is an address like the other", () => {
  assert.equal(parseOptions(["--listen", "[::1]:0"])?.host, "::1");
});

test("A prefix ends where a name of a package ends, and a service without upstream has no transport", () => {
  const transportTo = transportsTo([
    { prefix: "nianbao.document", address: "127.0.0.1:1" },
    { prefix: "nianbao.document.v1", address: "127.0.0.1:2" },
    { prefix: "nianbao.doc", address: "127.0.0.1:3" },
  ]);
  const of = (typeName: string) => transportTo({ typeName } as never);
  assert.ok(of("nianbao.document.v1.DocumentService"));
  assert.notEqual(of("nianbao.document.v1.DocumentService"), of("nianbao.document.v2.DocumentService"));
  assert.equal(of("nianbao.submission.v1.EventService"), undefined);
});
