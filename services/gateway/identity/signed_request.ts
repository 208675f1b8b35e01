// What a system signs of its request: docs/gateway.md.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request } from "../http/exchange.js";
import { ALGORITHMS, type Algorithm, type HmacClient } from "./hmac_clients.js";

export interface Signature {
  client: string;
  // Seconds since 1970, as written.
  timestamp: string;
  nonce: string;
  // Of the body, in hexadecimal digits.
  contentDigest: string;
  hmac: Buffer;
}

const FORMS: [header: string, form: RegExp][] = [
  ["nianbao-client", /^[A-Za-z0-9._-]{1,64}$/],
  ["nianbao-timestamp", /^[1-9]\d{0,11}$/],
  ["nianbao-nonce", /^[A-Za-z0-9_-]{16,64}$/],
  ["nianbao-content-digest", /^[0-9a-f]{64}$/],
  ["nianbao-signature", /^[0-9a-f]{64}$/],
];

export function isSigned(request: Request): boolean {
  return FORMS.some(([header]) => request.headers[header] !== undefined);
}

// The headers of the signature, or the name of the first that is missing or has not its form.
export function signatureOf(request: Request): Signature | string {
  for (const [header, form] of FORMS) {
    const value = request.headers[header];
    if (typeof value !== "string" || !form.test(value)) return header;
  }
  const text = (header: string) => String(request.headers[header]);
  return {
    client: text("nianbao-client"),
    timestamp: text("nianbao-timestamp"),
    nonce: text("nianbao-nonce"),
    contentDigest: text("nianbao-content-digest"),
    hmac: Buffer.from(text("nianbao-signature"), "hex"),
  };
}

export function signedText(request: Request, signature: Omit<Signature, "hmac">, algorithm: Algorithm): string {
  const [path = "", query = ""] = (request.url ?? "").split(/\?(.*)/s, 2);
  return [
    `NIANBAO-${algorithm}`,
    request.method,
    path,
    query,
    request.headers["content-type"] ?? "",
    signature.client,
    signature.timestamp,
    signature.nonce,
    signature.contentDigest,
  ].join("\n");
}

export function isSignedBy(client: HmacClient, request: Request, signature: Signature): boolean {
  const hmac = createHmac(ALGORITHMS[client.algorithm], client.secret)
    .update(signedText(request, signature, client.algorithm))
    .digest();
  return timingSafeEqual(hmac, signature.hmac);
}
