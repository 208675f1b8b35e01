import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { hexOf } from "@/proof/hex";
import { sha256 } from "@/proof/sha256";
import { sm3 } from "@/proof/sm3";

const bytes = (text: string) => new TextEncoder().encode(text);

test("SM3 has the digests of the examples of GB/T 32905", () => {
  assert.equal(hexOf(sm3(bytes("abc"))), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  const long = sm3(bytes("abcd".repeat(16)));
  assert.equal(hexOf(long), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
});

for (const [name, hash] of Object.entries({ sm3, sha256 })) {
  test(`${name} has the digests of OpenSSL, whatever the length`, () => {
    for (let length = 0; length < 300; length++) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 151 + length * 89) & 0xff);
      assert.equal(hexOf(hash(message)), createHash(name).update(message).digest("hex"), `${length} bytes`);
    }
  });

  test(`${name} does not care how the bytes are split`, () => {
    const parts = ["年报", "", "nianbao/log/", "x".repeat(100)].map(bytes);
    assert.equal(hexOf(hash(...parts)), hexOf(hash(bytes(`年报nianbao/log/${"x".repeat(100)}`))));
  });
}
