// What a browser's login is, sealed into its cookie: replicas of the gateway share nothing but the key.
import type { CookieKind } from "./sealed_cookies.js";

export interface Session {
  subject: string;
  // For people.
  name: string;
  // Passed on to the services.
  idToken: string;
  refreshToken?: string;
  // Of the idToken.
  expireMs: number;
}

export const SESSION_COOKIE: CookieKind = { name: "nianbao-session", sameSite: "Strict" };
