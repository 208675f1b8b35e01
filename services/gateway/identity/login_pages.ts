// Login and logout of browsers: authorization code with PKCE, state and nonce.
import { randomNonce, randomPKCECodeVerifier, randomState } from "openid-client";
import { type Attempt, answer, pathOf, type Request, type Response } from "../http/exchange.js";
import { logFault, logNotice } from "../log.js";
import { type LoginChecks, type OidcProvider, ProviderRefused, ProviderUnavailable } from "./oidc_provider.js";
import type { CookieKind, SealedCookies } from "./sealed_cookies.js";
import { SESSION_COOKIE, type Session } from "./session.js";

// Lax: the provider's page leads back.
const LOGIN_COOKIE: CookieKind = { name: "nianbao-login", sameSite: "Lax", maxAgeSeconds: 600 };
const TEXT = "text/plain; charset=utf-8";

interface Login extends LoginChecks {
  // Where the browser came from.
  back: string;
}

export function loginPages(provider: OidcProvider, cookies: SealedCookies, ownOrigin: () => string): Attempt {
  const pages: Record<string, (request: Request, response: Response) => Promise<void>> = {
    "GET /login": login,
    "GET /callback": callback,
    "POST /logout": logout,
  };
  const paths = Object.keys(pages).map((page) => page.split(" ")[1]);

  return (request, response) => {
    const path = pathOf(request);
    if (!paths.includes(path)) return false;
    response.setHeader("cache-control", "no-store");
    const page = pages[`${request.method} ${path}`];
    if (page === undefined) answer(response, 405, TEXT, "请求方式不对。\n");
    else page(request, response).catch((error) => fail(request, response, error));
    return true;
  };

  async function login(request: Request, response: Response): Promise<void> {
    const checks = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const url = await provider.loginUrl(checks);
    const back = localPath(new URLSearchParams(queryOf(request)).get("back"), ownOrigin());
    response.setHeader("set-cookie", await cookies.seal(LOGIN_COOKIE, { ...checks, back }));
    redirect(response, url.href);
  }

  async function callback(request: Request, response: Response): Promise<void> {
    const begun = await cookies.open<Login>(LOGIN_COOKIE, request);
    if (begun === undefined) return answer(response, 400, TEXT, "登录未从本页面开始，或已超过 10 分钟，请重新登录。\n");
    response.setHeader("set-cookie", cookies.removal(LOGIN_COOKIE));
    const session = await provider.finishLogin(queryOf(request), begun);
    response.setHeader("set-cookie", [
      cookies.removal(LOGIN_COOKIE),
      await cookies.seal(SESSION_COOKIE, { ...session }),
    ]);
    redirect(response, begun.back);
  }

  async function logout(request: Request, response: Response): Promise<void> {
    if (request.headers.origin !== ownOrigin()) return answer(response, 403, TEXT, "只能从本系统的页面退出登录。\n");
    const session = await cookies.open<Session>(SESSION_COOKIE, request);
    response.setHeader("set-cookie", cookies.removal(SESSION_COOKIE));
    let next: URL | undefined;
    try {
      next = session && (await provider.logout(session));
    } catch (error) {
      // The browser is logged out here all the same.
      logNotice(`logout: the provider was not told: ${(error as Error).message}`, request);
    }
    answer(response, 200, "application/json", JSON.stringify({ signedIn: false, ...(next && { next: next.href }) }));
  }
}

function fail(request: Request, response: Response, error: unknown): void {
  const path = pathOf(request);
  if (error instanceof ProviderRefused) logNotice(`${path}: the provider refused: ${error.message}`, request);
  else logFault(`${path}: ${error}`, request);
  const [status, text] = answerTo(error);
  answer(response, status, TEXT, text);
}

function answerTo(error: unknown): [status: number, text: string] {
  if (error instanceof ProviderRefused) return [400, "登录未完成，请重新登录。\n"];
  if (error instanceof ProviderUnavailable) return [503, "暂时无法连接统一身份认证服务，请稍后重试。\n"];
  return [500, "登录未完成，请联系运维人员查看网关日志。\n"];
}

function queryOf(request: Request): string {
  return (request.url ?? "").split(/\?(.*)/s, 2)[1] ?? "";
}

// A path of this gateway; "/" for any other address.
function localPath(path: string | null, origin: string): string {
  if (!path?.startsWith("/") || !URL.canParse(path, origin)) return "/";
  const url = new URL(path, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : "/";
}

function redirect(response: Response, location: string): void {
  response.setHeader("location", location);
  answer(response, 303, TEXT, "");
}
