import assert from "node:assert/strict";
import { test } from "node:test";
import { containersOf, find, OVERLAYS, rendered } from "./manifest.js";

// As it was built; a flag that it does not know, or cannot read, throws.
const { parseCommand } = await import(new URL("../../../gateway/services/gateway/options.js", import.meta.url).href);

function flagsOf(overlay: string): string[] {
  return containersOf(find(rendered(overlay), "Deployment", "nianbao-gateway"))[0].args;
}

for (const overlay of OVERLAYS) {
  test(`The gateway knows its flags in ${overlay}, and lets nobody name himself`, () => {
    const { does, options } = parseCommand(flagsOf(overlay));
    assert.equal(does, "serve");
    assert.equal(options.unauthenticated, false);
    assert.ok(options.tls.listener && options.tls.upstream?.own && options.identity.hmac && options.identity.oidc);
  });
}

test("A misspelt flag and a wrong value are refused", () => {
  for (const flag of ["--tls-certficate=/etc/nianbao/tls/tls.crt", "--drain-grace=long"]) {
    assert.throws(() => parseCommand([...flagsOf("gov-cloud"), flag]), flag);
  }
});
