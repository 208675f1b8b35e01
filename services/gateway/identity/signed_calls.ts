// Calls of systems that sign them.
import { createHash, randomBytes } from "node:crypto";
import { Code, type ConnectError } from "@connectrpc/connect";
import { createAsyncIterable } from "@connectrpc/connect/protocol";
import type { Request } from "../http/exchange.js";
import { logNotice } from "../log.js";
import type { Refuse } from "../refusal.js";
import { ALGORITHMS, type HmacClient, type HmacClients } from "./hmac_clients.js";
import type { Identify } from "./identify.js";
import type { UseUp } from "./nonces.js";
import type { ServiceTokens } from "./service_token.js";
import { isSigned, isSignedBy, type Signature, signatureOf } from "./signed_request.js";

export interface SignedCallsOptions {
  clients: HmacClients;
  tokens: ServiceTokens;
  useUp: UseUp;
  refuse: Refuse;
  nowMs?: () => number;
}

const WINDOW_MS = 300_000;
// A nonce outlives the window by as much again, for clocks that differ.
const NONCE_LIFE_MS = 2 * WINDOW_MS;
// Signs for clients that nobody knows, so that they take as long as others to refuse.
const NOBODY: HmacClient = { id: "", subject: "", algorithm: "HMAC-SHA256", secret: randomBytes(32) };

export function signedCalls({ clients, tokens, useUp, refuse, nowMs = Date.now }: SignedCallsOptions): Identify {
  // What can be told without the body is told before it is read.
  const check = (request: Request): { client: HmacClient; signature: Signature } => {
    const signature = signatureOf(request);
    if (typeof signature === "string") throw malformed(signature);
    const now = nowMs();
    if (Math.abs(now - Number(signature.timestamp) * 1000) > WINDOW_MS) throw outOfTime(signature, now);
    const client = clients.find(signature.client) ?? NOBODY;
    if (!isSignedBy(client, request, signature) || client === NOBODY) {
      logNotice(
        `signature refused: client ${signature.client} ${client === NOBODY ? "is unknown" : "signed otherwise"}`,
        request,
      );
      throw invalid();
    }
    return { client, signature };
  };

  return async ({ request, method, body }) => {
    if (!isSigned(request)) return undefined;
    if (method.methodKind === "client_streaming" || method.methodKind === "bidi_streaming") throw notSignable();
    const { client, signature } = check(request);
    const chunks: Uint8Array[] = [];
    const digest = createHash(ALGORITHMS[client.algorithm]);
    for await (const chunk of body) {
      digest.update(chunk);
      chunks.push(chunk);
    }
    if (digest.digest("hex") !== signature.contentDigest) throw altered();
    await useUp(client.id, signature.nonce, Number(signature.timestamp) * 1000 + NONCE_LIFE_MS, request);
    return { caller: await tokens.issue(client.subject, nowMs()), body: createAsyncIterable(chunks) };
  };

  function malformed(header: string): ConnectError {
    return refuse({
      code: Code.Unauthenticated,
      reason: "SIGNATURE_MALFORMED",
      message: `${header}: got none, or one of another form, want all headers of a signature`,
      chinese: `请求签名不完整：缺少请求头 ${header}，或其格式不符。请按接口文档签名后重新发送。`,
      metadata: { header },
    });
  }

  function outOfTime({ timestamp }: Signature, now: number): ConnectError {
    return refuse({
      code: Code.Unauthenticated,
      reason: "TIMESTAMP_OUT_OF_WINDOW",
      message: `nianbao-timestamp: got ${timestamp}, want at most ${WINDOW_MS / 1000} seconds from ${Math.floor(now / 1000)}`,
      chinese: "请求的时间与服务器相差超过 5 分钟，未被处理。请校准时钟，重新签名后再发送。",
      metadata: { timestamp, now: String(Math.floor(now / 1000)) },
    });
  }

  function invalid(): ConnectError {
    return refuse({
      code: Code.Unauthenticated,
      reason: "SIGNATURE_REFUSED",
      message: "nianbao-signature: got one that does not fit the request, want that of a known client",
      chinese: "请求签名不正确，未被处理。请核对调用方标识、密钥和签名内容。",
    });
  }

  function altered(): ConnectError {
    return refuse({
      code: Code.Unauthenticated,
      reason: "CONTENT_DIGEST_MISMATCH",
      message: "nianbao-content-digest: got that of another body, want that of the body sent",
      chinese: "请求内容与签名时的摘要不符，可能在传输中被改动，未被处理。请重新签名后再发送。",
    });
  }

  function notSignable(): ConnectError {
    return refuse({
      code: Code.Unimplemented,
      reason: "STREAM_NOT_SIGNABLE",
      message: "method: got one that takes a stream, want one that takes one message, which can be signed",
      chinese: "流式提交的内容无法事先签名，签名调用不能使用该方法。请逐条提交，或改用其他方式登录。",
    });
  }
}
