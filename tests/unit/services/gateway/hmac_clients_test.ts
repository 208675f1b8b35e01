import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { clientsIn, HmacClients } from "../../../../services/gateway/identity/hmac_clients.js";
import { OptionError } from "../../../../services/gateway/option_error.js";

const secret = randomBytes(32).toString("base64");
const client = { id: "tax", subject: "税务系统", algorithm: "HMAC-SM3", secret };

function refusal(text: string): OptionError {
  try {
    clientsIn(text, "clients.json");
  } catch (error) {
    assert.ok(error instanceof OptionError, String(error));
    assert.match(error.chinese, /[\u4e00-\u9fff]/);
    return error;
  }
  return assert.fail(`taken: ${text}`);
}

test("A list names each client once, with all it needs", () => {
  const clients = clientsIn(JSON.stringify({ clients: [client, { ...client, id: "archive" }] }), "clients.json");
  assert.deepEqual([...clients.keys()], ["tax", "archive"]);
  assert.deepEqual(clients.get("tax"), { ...client, secret: Buffer.from(secret, "base64") });
  assert.equal(clientsIn('{"clients": []}', "clients.json").size, 0);
});

test("A list that is no list is refused", () => {
  for (const text of ["", "[]", "null", "{}", '{"clients": {}}', '{"clients": [], "client": []}']) refusal(text);
});

test("A client with a field that is missing, unknown or not of its form is refused, and the field is named", () => {
  const short = randomBytes(31).toString("base64");
  for (const [field, value] of [
    ["id", undefined],
    ["id", ""],
    ["id", "税务"],
    ["id", "x".repeat(65)],
    ["subject", undefined],
    ["subject", ""],
    ["subject", " 税务系统"],
    ["subject", "税务系统\n"],
    ["subject", "税\u200b务"],
    ["subject", "税".repeat(43)],
    ["algorithm", undefined],
    ["algorithm", "HMAC-MD5"],
    ["algorithm", "toString"],
    ["secret", undefined],
    ["secret", short],
    ["secret", `${secret}!`],
    ["sekret", "x"],
  ] as const) {
    const error = refusal(JSON.stringify({ clients: [client, { ...client, id: "b", [field]: value }] }));
    assert.match(error.message, new RegExp(`clients\\[1\\]\\.${field}: want`));
    assert.match(error.chinese, /第 2 个/);
    assert.ok(!error.message.includes(short));
  }
  assert.match(refusal(JSON.stringify({ clients: ["tax"] })).message, /want an object/);
  assert.match(refusal(JSON.stringify({ clients: [client, client] })).message, /got tax again/);
});

test("A list that others may read is refused, as one that is not there", (t) => {
  const folder = mkdtempSync(`${tmpdir()}/nianbao-test-`);
  t.after(() => rmSync(folder, { recursive: true }));
  const path = `${folder}/clients.json`;
  assert.throws(() => new HmacClients(path), OptionError);
  writeFileSync(path, JSON.stringify({ clients: [client] }), { mode: 0o640 });
  assert.equal(new HmacClients(path).find("tax")?.subject, "税务系统");
  for (const mode of [0o604, 0o602, 0o644]) {
    chmodSync(path, mode);
    assert.throws(() => new HmacClients(path), /want a file that others may not read/);
  }
});
