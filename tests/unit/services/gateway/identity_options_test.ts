import assert from "node:assert/strict";
import { test } from "node:test";
import type { IdentityOptions } from "../../../../services/gateway/identity/options.js";
import { OptionError } from "../../../../services/gateway/option_error.js";
import { parseCommand } from "../../../../services/gateway/options.js";

const hmac = ["--hmac-clients", "clients.json", "--token-key", "token.pem"];
const oidc = [
  ...["--oidc-issuer", "https://id.example/realm", "--oidc-client-id", "nianbao"],
  ...["--oidc-client-secret-file", "secret", "--session-key", "session.key"],
];

function identity(flags: string[]): IdentityOptions {
  const command = parseCommand(flags);
  return command.does === "serve" ? command.options.identity : assert.fail(command.does);
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

test("Callers are known by one way, by both, or by none", () => {
  assert.deepEqual(identity([]), {});
  assert.deepEqual(Object.keys(identity(hmac)), ["hmac"]);
  assert.deepEqual(Object.keys(identity(oidc)), ["oidc"]);
  assert.deepEqual(Object.keys(identity([...oidc, ...hmac])), ["hmac", "oidc"]);
  assert.equal(identity(oidc).oidc?.scope, "openid profile");
});

test("Whoever is known does not name himself", () => {
  for (const flags of [hmac, oidc]) assert.match(refusal("--unauthenticated", ...flags).message, /^unauthenticated: /);
});

test("What belongs together is given together, and what lacks is named", () => {
  assert.match(refusal("--hmac-clients", "a").message, /got no token-key/);
  assert.match(refusal("--token-key", "a").chinese, /还缺 --hmac-clients/);
  for (let i = 0; i < oidc.length; i += 2) {
    const name = oidc[i] ?? "";
    const error = refusal(...oidc.slice(0, i), ...oidc.slice(i + 2));
    assert.match(error.chinese, new RegExp(`还缺 ${name}。`));
  }
  refusal("--oidc-redirect", "https://nianbao.example/callback");
  refusal("--oidc-scope", "openid");
});

test("Tokens cross no network in the clear, but may stay on this machine", () => {
  const issuer = (url: string) => ["--oidc-issuer", url, ...oidc.slice(2)];
  for (const url of ["http://id.example", "id.example", "ftp://id.example", "https://a:b@id.example", "https://a/?b"]) {
    refusal(...issuer(url));
  }
  for (const url of ["http://127.0.0.1:8080", "http://localhost/realm", "http://[::1]:1", "https://id.example"]) {
    assert.equal(identity(issuer(url)).oidc?.issuer.href, new URL(url).href);
  }
  refusal(...oidc, "--oidc-redirect", "http://nianbao.example/callback");
  refusal(...oidc, "--oidc-redirect", "https://nianbao.example/");
  parseCommand([...oidc, "--oidc-redirect", "https://nianbao.example/callback"]);
  refusal(...oidc, "--oidc-scope", "profile");
});
