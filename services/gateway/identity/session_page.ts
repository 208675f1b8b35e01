// What a page asks to know who uses it.
import { type Attempt, answer, pathOf, type Request, type Response } from "../http/exchange.js";
import { logFault } from "../log.js";
import type { Sessions } from "./sessions.js";

export type SessionMode =
  // Callers name themselves.
  | "unauthenticated"
  // Nobody is asked who he is, and nobody can say so.
  | "anonymous"
  // Callers prove who they are.
  | "identified";

export function sessionPage(mode: SessionMode, sessions?: Sessions): Attempt {
  return (request, response) => {
    if (pathOf(request) !== "/session" || request.method !== "GET") return false;
    response.setHeader("cache-control", "no-store");
    describe(request, response).then(
      (description) => answer(response, 200, "application/json", JSON.stringify({ mode, ...description })),
      (error) => {
        logFault(`/session: ${error}`, request);
        answer(response, 503, "application/json", JSON.stringify({ mode, login: true, signedIn: false }));
      },
    );
    return true;
  };

  async function describe(request: Request, response: Response): Promise<object> {
    if (sessions === undefined) return mode === "identified" ? { login: false, signedIn: false } : {};
    const { session } = await sessions.of(request, response);
    if (session === undefined) return { login: true, signedIn: false };
    const { name, subject, expireMs } = session;
    return { login: true, signedIn: true, name, subject, expires: new Date(expireMs).toISOString() };
  }
}
