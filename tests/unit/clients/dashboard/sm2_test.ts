import assert from "node:assert/strict";
import { test } from "node:test";
import { type PublicKey, readPublicKey, verifies } from "@/proof/sm2";
import { golden, present } from "./golden";

const HEAD = "3059301306072a8648ce3d020106082a811ccf5501822d03420004";
// The example of GB/T 32918.5, annex A.
const X = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
const Y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
const R = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
const S = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
const N = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";

const message = new TextEncoder().encode("message digest");
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

function pem(hex: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${Buffer.from(hex, "hex").toString("base64")}\n-----END PUBLIC KEY-----\n`;
}

const key: PublicKey = present(readPublicKey(pem(HEAD + X + Y)));

// Integers of 32 bytes, with the 0 before a first bit that is set.
function der(r: string, s: string): Uint8Array {
  const integer = (hex: string) => {
    const positive = Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex;
    return `02${(positive.length / 2).toString(16).padStart(2, "0")}${positive}`;
  };
  const both = integer(r) + integer(s);
  return bytes(`30${(both.length / 2).toString(16).padStart(2, "0")}${both}`);
}

test("The signature of the standard's example is that of its key", () => {
  assert.ok(verifies(key, message, der(R, S)));
});

test("A signature is of one message, one key, and one pair of numbers", () => {
  assert.ok(!verifies(key, new TextEncoder().encode("message digesu"), der(R, S)));
  assert.ok(!verifies(present(readPublicKey(golden.key)), message, der(R, S)));
  const good = der(R, S);
  for (let i = 0; i < good.length; i += 5) {
    const bad = Uint8Array.from(good);
    bad[i] = (bad[i] ?? 0) ^ 1;
    assert.ok(!verifies(key, message, bad), `byte ${i}`);
  }
  assert.ok(!verifies(key, message, der(S, R)));
});

test("Numbers outside the group are refused", () => {
  const zero = "00";
  for (const [r, s] of [
    [zero, S],
    [R, zero],
    [zero, zero],
    [N, S],
    [R, N],
  ] as const) {
    assert.ok(!verifies(key, message, der(r, s)));
  }
  const plusN = (BigInt(`0x${S}`) + BigInt(`0x${N}`)).toString(16).padStart(66, "0");
  assert.ok(!verifies(key, message, der(R, plusN)));
});

test("A signature is written in one way only", () => {
  const good = Buffer.from(der(R, S)).toString("hex");
  assert.ok(verifies(key, message, bytes(good)));
  for (const other of [
    "",
    "30",
    "3000",
    `${good}00`,
    good.slice(0, -2),
    // Another length than its own, and its length as two bytes.
    `3047${good.slice(4)}`,
    `3081${good.slice(2)}`,
    // A 0 more than is needed, and one fewer.
    `3047${`022200${good.slice(8, 74)}`.slice(0, 74)}${good.slice(74)}`,
    `3045${`0220${good.slice(10, 74)}`}${good.slice(74)}`,
    // A third number.
    `3049${good.slice(4)}020101`,
  ]) {
    assert.ok(!verifies(key, message, bytes(other)), other);
  }
});

test("Only a public SM2 key in PEM is a key", () => {
  assert.notEqual(readPublicKey(golden.key), undefined);
  assert.notEqual(readPublicKey(`bag attributes\n${golden.key.replaceAll("\n", "\r\n")}`), undefined);
  const offCurve = `${Y.slice(0, -1)}4`;
  for (const other of [
    "",
    "not a key",
    golden.proof,
    golden.key.replaceAll("PUBLIC", "PRIVATE"),
    pem(HEAD + X + offCurve),
    pem(HEAD + X),
    pem(`${HEAD + X + Y}00`),
    // Of NIST P-256.
    pem(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${X}${Y}`),
    "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----",
  ]) {
    assert.equal(readPublicKey(other), undefined, other);
  }
});
