// What a browser keeps for the gateway, and cannot read.
import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";
import type { Request } from "../http/exchange.js";
import { OptionError } from "../option_error.js";
import { readSecretFile } from "../secret_file.js";

// Browsers drop larger ones.
const COOKIE_BYTES_MAX = 4096;
const KEY_BYTES = 32;
const ENCRYPTION = { alg: "dir", enc: "A256GCM" };

export interface CookieKind {
  // Also what it is sealed for: one kind never passes for another.
  name: string;
  sameSite: "Lax" | "Strict";
  // Undefined: until the browser ends.
  maxAgeSeconds?: number;
}

export class SealedCookies {
  constructor(
    private readonly key: Uint8Array,
    // Whether the gateway is reached by https alone.
    private readonly secure: boolean,
  ) {}

  // Set-Cookie. Throws RangeError when the content is too much for a cookie.
  async seal(kind: CookieKind, content: JWTPayload): Promise<string> {
    const sealing = new EncryptJWT(content).setProtectedHeader(ENCRYPTION).setAudience(kind.name);
    if (kind.maxAgeSeconds !== undefined) sealing.setExpirationTime(`${kind.maxAgeSeconds}s`);
    const cookie = `${this.nameOf(kind)}=${await sealing.encrypt(this.key)}`;
    if (cookie.length > COOKIE_BYTES_MAX) {
      throw new RangeError(`cookie ${kind.name}: got ${cookie.length} bytes, want at most ${COOKIE_BYTES_MAX}`);
    }
    return `${cookie}; ${this.attributes(kind)}`;
  }

  // Set-Cookie that takes the cookie away.
  removal(kind: CookieKind): string {
    return `${this.nameOf(kind)}=; ${this.attributes({ ...kind, maxAgeSeconds: 0 })}`;
  }

  // The content of the request's cookie of this kind; undefined when there is none that this gateway, or a replica with
  // the same key, sealed.
  async open<Content>(kind: CookieKind, request: Request): Promise<(Content & JWTPayload) | undefined> {
    const sealed = cookieOf(request, this.nameOf(kind));
    if (sealed === undefined) return undefined;
    try {
      const { payload } = await jwtDecrypt<Content>(sealed, this.key, {
        audience: kind.name,
        keyManagementAlgorithms: [ENCRYPTION.alg],
        contentEncryptionAlgorithms: [ENCRYPTION.enc],
      });
      return payload;
    } catch {
      return undefined;
    }
  }

  // The prefix makes browsers refuse the name from anybody but this host by https.
  private nameOf(kind: CookieKind): string {
    return this.secure ? `__Host-${kind.name}` : kind.name;
  }

  private attributes({ sameSite, maxAgeSeconds }: CookieKind): string {
    const attributes = ["Path=/", "HttpOnly", `SameSite=${sameSite}`];
    if (this.secure) attributes.push("Secure");
    if (maxAgeSeconds !== undefined) attributes.push(`Max-Age=${maxAgeSeconds}`);
    return attributes.join("; ");
  }
}

// Throws OptionError.
export function cookieKeyIn(path: string): Uint8Array {
  const key = Buffer.from(readSecretFile("session-key", path).trim(), "base64");
  if (key.length !== KEY_BYTES) {
    throw new OptionError(
      `session-key: got ${path} with ${key.length} bytes, want base64 of ${KEY_BYTES}`,
      `会话密钥 ${path} 应为 32 字节随机数的 base64，请用 openssl rand -base64 32 生成。`,
    );
  }
  return key;
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const cookie of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = cookie.split("=", 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}
