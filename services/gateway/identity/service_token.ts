// Tokens that the gateway gives, for callers that proved to it who they are and have none themselves.
import { createPrivateKey, createPublicKey, type KeyObject, randomUUID } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, type JSONWebKeySet, SignJWT } from "jose";
import { OptionError } from "../option_error.js";
import { readSecretFile } from "../secret_file.js";
import type { Caller } from "./caller.js";

const ISSUER = "nianbao-gateway";
const AUDIENCE = "nianbao";
const LIFE_SECONDS = 60;

export class ServiceTokens {
  private constructor(
    private readonly key: KeyObject,
    private readonly alg: string,
    private readonly kid: string,
    // By which the services know them.
    readonly publicKeys: JSONWebKeySet,
  ) {}

  // Throws OptionError.
  static async fromFile(path: string): Promise<ServiceTokens> {
    const key = privateKeyIn(readSecretFile("token-key", path), path);
    const alg = algorithmOf(key);
    if (alg === undefined) {
      throw new OptionError(
        `token-key: ${path}: got a key of ${key.asymmetricKeyType}, want one of Ed25519 or P-256`,
        `令牌密钥 ${path} 的类型不可用，请用 openssl genpkey -algorithm ed25519 生成。`,
      );
    }
    const jwk = await exportJWK(createPublicKey(key));
    const kid = await calculateJwkThumbprint(jwk);
    return new ServiceTokens(key, alg, kid, { keys: [{ ...jwk, kid, alg, use: "sig" }] });
  }

  async issue(subject: string, nowMs: number): Promise<Caller> {
    const issued = Math.floor(nowMs / 1000);
    const token = await new SignJWT()
      .setProtectedHeader({ alg: this.alg, kid: this.kid, typ: "JWT" })
      .setSubject(subject)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(issued)
      .setExpirationTime(issued + LIFE_SECONDS)
      .setJti(randomUUID())
      .sign(this.key);
    return { token, expireMs: (issued + LIFE_SECONDS) * 1000 };
  }
}

function privateKeyIn(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new OptionError(
      `token-key: ${path}: got no private key, want one in PEM without a password`,
      `文件 ${path} 不是未加密的 PEM 私钥。`,
    );
  }
}

function algorithmOf(key: KeyObject): string | undefined {
  if (key.asymmetricKeyType === "ed25519") return "EdDSA";
  return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? "ES256" : undefined;
}
