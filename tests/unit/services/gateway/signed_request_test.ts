import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ALGORITHMS, type Algorithm } from "../../../../services/gateway/identity/hmac_clients.js";
import { isSignedBy, signatureOf } from "../../../../services/gateway/identity/signed_request.js";

const page = readFileSync(new URL("../../../../../../docs/gateway.md", import.meta.url), "utf8");

// The request of the page, with what the page's table says for the algorithm.
function requestOfThePage(algorithm: Algorithm) {
  const row = new RegExp(`^\\| \`${algorithm}\` \\| \`([0-9a-f]{64})\` \\| \`([0-9a-f]{64})\` \\|$`, "m").exec(page);
  assert.ok(row, `docs/gateway.md has no row for ${algorithm}`);
  return {
    method: "POST",
    url: "/nianbao.submission.v1.EventService/GetHead",
    headers: {
      "content-type": "application/json",
      "nianbao-client": "tax",
      "nianbao-timestamp": "1736900000",
      "nianbao-nonce": "000102030405060708090a0b0c0d0e0f",
      "nianbao-content-digest": row[1],
      "nianbao-signature": row[2],
    },
  };
}

for (const algorithm of Object.keys(ALGORITHMS) as Algorithm[]) {
  test(`The request in docs/gateway.md is signed by ${algorithm} as the page says`, () => {
    const request = requestOfThePage(algorithm) as never;
    const signature = signatureOf(request);
    assert.ok(typeof signature !== "string");
    const secret = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
    const client = { id: "tax", subject: "税务系统", algorithm, secret };
    assert.equal(signature.contentDigest, createHash(ALGORITHMS[algorithm]).update("{}").digest("hex"));
    assert.ok(isSignedBy(client, request, signature));
    assert.ok(!isSignedBy({ ...client, secret: Buffer.alloc(32) }, request, signature));
  });
}
