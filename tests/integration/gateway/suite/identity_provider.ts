// An identity provider on loopback that logs in whoever asks.
import http from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

export const CLIENT = { id: "nianbao", secret: "a-secret-of-the-test" };
export const PERSON = { sub: "clerk-7", name: "填报人" };

export interface Lives {
  idTokenSeconds: number;
  renewable: boolean;
}

export class IdentityProvider {
  private provider: Provider | undefined;
  // How often a session was renewed.
  renewals = 0;

  private constructor(
    private readonly server: http.Server,
    private readonly lives: Lives,
  ) {
    server.on("request", (request, response) => this.answer(request, response));
  }

  static async start(
    test: { after(stop: () => void): void },
    lives: Lives = { idTokenSeconds: 600, renewable: true },
  ): Promise<IdentityProvider> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const provider = new IdentityProvider(server, lives);
    test.after(() => provider.stop());
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  // Once the gateways are known.
  serve(gateways: { url: string }[]): void {
    const { idTokenSeconds, renewable } = this.lives;
    const configuration: Configuration = {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: gateways.map(({ url }) => `${url}/callback`),
          grant_types: ["authorization_code", "refresh_token"],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ["sub"], profile: ["name"] },
      conformIdTokenClaims: false,
      findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...PERSON, sub: accountId }) }),
      issueRefreshToken: async () => renewable,
      rotateRefreshToken: true,
      ttl: { IdToken: idTokenSeconds, AccessToken: 600, Grant: 600, Interaction: 600, RefreshToken: 600, Session: 600 },
      features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ["a-key-of-the-test"] },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ accountId: PERSON.sub, clientId: CLIENT.id });
        grant.addOIDCScope("openid profile");
        await grant.save();
        return grant;
      },
    };
    this.provider = new Provider(this.issuer, configuration);
    this.provider.on("grant.success", ({ oidc }) => {
      if (oidc.params?.["grant_type"] === "refresh_token") this.renewals += 1;
    });
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    if (this.provider === undefined) response.writeHead(503).end();
    else if (request.url?.startsWith("/interaction/")) {
      void this.provider.interactionFinished(request, response, { login: { accountId: PERSON.sub } });
    } else void this.provider.callback()(request, response);
  }
}
