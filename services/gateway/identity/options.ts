// The part of the command line that says how callers are known.
import { isLocal } from "../bridge/claimed_actor.js";
import { allOrNone } from "../flag_groups.js";
import { OptionError } from "../option_error.js";

export const IDENTITY_HELP = `\
  --hmac-clients FILE           JSON file of the systems that sign their calls, read again when it changes
  --token-key FILE              PEM file of the Ed25519 or P-256 key that signs the tokens given to them
  --oidc-issuer URL             identity provider (OpenID Connect) where browsers log in
  --oidc-client-id ID           id of the gateway there
  --oidc-client-secret-file FILE
                                its secret there
  --oidc-redirect URL           address of /callback as browsers reach the gateway [http://LISTEN/callback]
  --oidc-scope SCOPE            what is asked for there [openid profile]
  --session-key FILE            base64 of 32 random bytes that seal the sessions; the same for all replicas
`;

export const IDENTITY_FLAGS = {
  "hmac-clients": { type: "string" },
  "token-key": { type: "string" },
  "oidc-issuer": { type: "string" },
  "oidc-client-id": { type: "string" },
  "oidc-client-secret-file": { type: "string" },
  "oidc-redirect": { type: "string" },
  "oidc-scope": { type: "string" },
  "session-key": { type: "string" },
} as const;

export interface HmacOptions {
  clients: string;
  tokenKey: string;
}

export interface OidcOptions {
  issuer: URL;
  clientId: string;
  clientSecretFile: string;
  // Undefined: /callback at the address on which the gateway listens.
  redirect?: URL;
  scope: string;
  sessionKey: string;
}

export interface IdentityOptions {
  hmac?: HmacOptions;
  oidc?: OidcOptions;
}

export type IdentityFlags = { [name in keyof typeof IDENTITY_FLAGS]?: string | undefined };

// Throws OptionError.
export function identityOptions(flags: IdentityFlags): IdentityOptions {
  const hmac = allOrNone(flags, ["hmac-clients", "token-key"]);
  const oidc = allOrNone(flags, ["oidc-issuer", "oidc-client-id", "oidc-client-secret-file", "session-key"]);
  for (const name of ["oidc-redirect", "oidc-scope"] as const) {
    if (flags[name] !== undefined && oidc === undefined) {
      throw new OptionError(
        `${name}: got it without oidc-issuer, want both`,
        `参数 --${name} 须与 --oidc-issuer 等参数同时给出。`,
      );
    }
  }
  return {
    ...(hmac && { hmac: { clients: hmac["hmac-clients"], tokenKey: hmac["token-key"] } }),
    ...(oidc && {
      oidc: {
        issuer: safeUrl("oidc-issuer", oidc["oidc-issuer"]),
        clientId: oidc["oidc-client-id"],
        clientSecretFile: oidc["oidc-client-secret-file"],
        ...(flags["oidc-redirect"] && { redirect: callbackUrl(flags["oidc-redirect"]) }),
        scope: scopeOf(flags["oidc-scope"] ?? "openid profile"),
        sessionKey: oidc["session-key"],
      },
    }),
  };
}

export function isIdentified(options: IdentityOptions): boolean {
  return options.hmac !== undefined || options.oidc !== undefined;
}

// By https; by http only on this machine.
function safeUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && isLocal(url.hostname));
  if (url === undefined || !safe || url.username !== "" || url.search !== "" || url.hash !== "") {
    throw new OptionError(
      `${name}: got "${text}", want a URL by https, or by http on this machine`,
      `参数 --${name} 应为 https 网址；只有本机地址可用 http。`,
    );
  }
  return url;
}

function callbackUrl(text: string): URL {
  const url = safeUrl("oidc-redirect", text);
  if (url.pathname !== "/callback") {
    throw new OptionError(
      `oidc-redirect: got "${text}", want the path /callback`,
      "参数 --oidc-redirect 的路径应为 /callback。",
    );
  }
  return url;
}

function scopeOf(text: string): string {
  if (!text.split(" ").includes("openid")) {
    throw new OptionError(`oidc-scope: got "${text}", want openid among others`, "参数 --oidc-scope 中应包含 openid。");
  }
  return text;
}
