// The sessions of browsers.
import type { Request, Response } from "../http/exchange.js";
import { type OidcProvider, ProviderRefused } from "./oidc_provider.js";
import type { SealedCookies } from "./sealed_cookies.js";
import { SESSION_COOKIE, type Session } from "./session.js";

// A page sends several calls with the same cookie at once, and a provider may take a refresh token only once: for so long
// they share what the first one got.
const SHARED_MS = 60_000;

export type SessionState = { session: Session } | { session: undefined; expired: boolean };

export class Sessions {
  private readonly renewals = new Map<string, Promise<Session>>();

  constructor(
    private readonly cookies: SealedCookies,
    private readonly provider: OidcProvider,
    private readonly nowMs: () => number = Date.now,
  ) {}

  // The session that the request's cookie holds; one that has expired is renewed, and the response gets its cookie.
  // Throws ProviderUnavailable.
  async of(request: Request, response: Response): Promise<SessionState> {
    const opened = await this.cookies.open<Session>(SESSION_COOKIE, request);
    if (opened === undefined) return { session: undefined, expired: false };
    let session: Session = opened;
    try {
      // What others got with the same cookie may have expired too by now.
      while (session.expireMs <= this.nowMs()) {
        if (session.refreshToken === undefined) return this.end(response);
        session = await this.renewal(session.refreshToken);
      }
    } catch (error) {
      if (error instanceof ProviderRefused) return this.end(response);
      throw error;
    }
    if (session !== opened) response.setHeader("set-cookie", await this.cookies.seal(SESSION_COOKIE, { ...session }));
    return { session };
  }

  private end(response: Response): SessionState {
    response.setHeader("set-cookie", this.cookies.removal(SESSION_COOKIE));
    return { session: undefined, expired: true };
  }

  private renewal(refreshToken: string): Promise<Session> {
    const begun = this.renewals.get(refreshToken);
    if (begun !== undefined) return begun;
    const renewal = this.provider.renew(refreshToken);
    this.renewals.set(refreshToken, renewal);
    const forget = () => this.renewals.delete(refreshToken);
    renewal.then(() => setTimeout(forget, SHARED_MS).unref(), forget);
    return renewal;
  }
}
