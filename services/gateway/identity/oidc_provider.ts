// The identity provider, as openid-client speaks to it.
import * as oidc from "openid-client";
import type { OidcOptions } from "./options.js";
import type { Session } from "./session.js";

const TIMEOUT_SECONDS = 10;

// What a login has to bring back.
export interface LoginChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

// The provider did not answer, or answered what nobody can use. It may pass.
export class ProviderUnavailable extends Error {}
// The provider said no.
export class ProviderRefused extends Error {}

export class OidcProvider {
  private configuration: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly options: OidcOptions,
    private readonly clientSecret: string,
    private readonly redirect: () => URL,
  ) {}

  async loginUrl(checks: LoginChecks): Promise<URL> {
    return this.ask(async (configuration) =>
      oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: this.redirect().href,
        scope: this.options.scope,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: "S256",
        state: checks.state,
        nonce: checks.nonce,
      }),
    );
  }

  // query is that of the address to which the provider sent the browser back.
  async finishLogin(query: string, checks: LoginChecks): Promise<Session> {
    const url = this.redirect();
    url.search = query;
    return this.ask(async (configuration) =>
      sessionOf(
        await oidc.authorizationCodeGrant(configuration, url, {
          pkceCodeVerifier: checks.codeVerifier,
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          idTokenExpected: true,
        }),
      ),
    );
  }

  async renew(refreshToken: string): Promise<Session> {
    return this.ask(async (configuration) =>
      sessionOf(await oidc.refreshTokenGrant(configuration, refreshToken), refreshToken),
    );
  }

  // Ends what can be ended at the provider. Returns where the browser can end the rest, if the provider has such a page.
  async logout({ idToken, refreshToken }: Session): Promise<URL | undefined> {
    return this.ask(async (configuration) => {
      const { revocation_endpoint, end_session_endpoint } = configuration.serverMetadata();
      if (refreshToken !== undefined && revocation_endpoint !== undefined) {
        await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: "refresh_token" });
      }
      if (end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(configuration, { id_token_hint: idToken });
    });
  }

  // Throws ProviderUnavailable, ProviderRefused.
  private async ask<T>(question: (configuration: oidc.Configuration) => Promise<T>): Promise<T> {
    try {
      this.configuration ??= this.discover();
      return await question(await this.configuration);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (isRefusal(error)) throw new ProviderRefused(message, { cause: error });
      throw new ProviderUnavailable(message, { cause: error });
    }
  }

  // When it is first needed: the gateway serves other callers without the provider.
  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId } = this.options;
    try {
      return await oidc.discovery(issuer, clientId, undefined, oidc.ClientSecretBasic(this.clientSecret), {
        timeout: TIMEOUT_SECONDS,
        execute: [
          // The tokens are passed on, so their signatures are looked at, however safely they came.
          oidc.enableNonRepudiationChecks,
          ...(issuer.protocol === "http:" ? [oidc.allowInsecureRequests] : []),
        ],
      });
    } catch (error) {
      this.configuration = undefined;
      throw error;
    }
  }
}

// State, nonce, issuer, audience or times are others than they should be.
const DOES_NOT_HOLD = [
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
];

function isRefusal(error: unknown): boolean {
  if (error instanceof ProviderRefused || error instanceof oidc.AuthorizationResponseError) return true;
  if (error instanceof oidc.ResponseBodyError) return error.status < 500 && error.status !== 429;
  return error instanceof oidc.ClientError && DOES_NOT_HOLD.includes(error.code ?? "");
}

type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

// A provider that renews without a new token of identity has nothing that could be passed on.
function sessionOf(tokens: Tokens, formerRefreshToken?: string): Session {
  const claims = tokens.claims();
  if (tokens.id_token === undefined || claims === undefined) throw new ProviderRefused("provider: got no id_token");
  const refreshToken = tokens.refresh_token ?? formerRefreshToken;
  return {
    subject: claims.sub,
    name: String(claims["name"] ?? claims["preferred_username"] ?? claims.sub),
    idToken: tokens.id_token,
    ...(refreshToken !== undefined && { refreshToken }),
    expireMs: claims.exp * 1000,
  };
}
