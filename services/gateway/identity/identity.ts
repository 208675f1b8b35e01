// How callers are known, put together.
import type { DescService, FileRegistry } from "@bufbuild/protobuf";
import { Code, type ConnectError, type Transport } from "@connectrpc/connect";
import type { Credentials } from "../bridge/claimed_actor.js";
import type { Attempt } from "../http/exchange.js";
import type { Refuse } from "../refusal.js";
import { readSecretFile } from "../secret_file.js";
import { provenCaller } from "./caller.js";
import { HmacClients } from "./hmac_clients.js";
import type { IdentifiedCall, Identify, IncomingCall } from "./identify.js";
import { jwksPage } from "./jwks_page.js";
import { loginPages } from "./login_pages.js";
import { noncesAt } from "./nonces.js";
import { OidcProvider } from "./oidc_provider.js";
import type { IdentityOptions } from "./options.js";
import { cookieKeyIn, SealedCookies } from "./sealed_cookies.js";
import { ServiceTokens } from "./service_token.js";
import { sessionCalls } from "./session_calls.js";
import { sessionPage } from "./session_page.js";
import { Sessions } from "./sessions.js";
import { signedCalls } from "./signed_calls.js";

export interface Identity {
  // Throws ConnectError when nobody stands behind the call.
  identify: (call: IncomingCall) => Promise<IdentifiedCall>;
  credentials: Credentials;
  pages: Attempt[];
  stop(): void;
}

export interface Surroundings {
  registry: FileRegistry;
  transportTo: (service: DescService) => Transport | undefined;
  toCallersError: (reason: unknown) => Error;
  refuse: Refuse;
  // http://HOST:PORT or https://HOST:PORT on which the gateway listens, once it does.
  ownUrl: () => string;
  // Whether it listens by https.
  secure: boolean;
}

// Throws OptionError.
export async function startIdentity(options: IdentityOptions, surroundings: Surroundings): Promise<Identity> {
  const { refuse, registry, transportTo, toCallersError, ownUrl, secure } = surroundings;
  const ways: Identify[] = [];
  const pages: Attempt[] = [];
  const stops: (() => void)[] = [];

  if (options.hmac !== undefined) {
    const clients = new HmacClients(options.hmac.clients);
    const tokens = await ServiceTokens.fromFile(options.hmac.tokenKey);
    ways.push(signedCalls({ clients, tokens, useUp: noncesAt(registry, transportTo, toCallersError), refuse }));
    pages.push(jwksPage(tokens.publicKeys));
    stops.push(clients.follow());
  }

  let sessions: Sessions | undefined;
  if (options.oidc !== undefined) {
    const redirect = () => options.oidc?.redirect ?? new URL("/callback", ownUrl());
    const ownOrigin = () => redirect().origin;
    const secret = readSecretFile("oidc-client-secret-file", options.oidc.clientSecretFile).trim();
    const provider = new OidcProvider(options.oidc, secret, redirect);
    const cookies = new SealedCookies(
      cookieKeyIn(options.oidc.sessionKey),
      secure || options.oidc.redirect?.protocol === "https:",
    );
    sessions = new Sessions(cookies, provider);
    ways.push(sessionCalls(sessions, ownOrigin, refuse));
    pages.push(loginPages(provider, cookies, ownOrigin));
  }
  pages.push(sessionPage("identified", sessions));

  const missing = (): ConnectError =>
    refuse({
      code: Code.Unauthenticated,
      reason: "CREDENTIALS_MISSING",
      message: "call: got no session and no signature, want one of them",
      chinese: "尚未登录，或请求没有签名。请先登录，再重新操作。",
    });

  return {
    identify: async (call) => {
      for (const way of ways) {
        const identified = await way(call);
        if (identified !== undefined) return identified;
      }
      throw missing();
    },
    credentials: provenCaller(missing),
    pages,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
