// What a browser does that matters for a login: keeps cookies, follows redirects, says from which page it calls.
import { type Answer, callJson } from "./json_call.js";

export class Browser {
  // By name: all of a test is one host.
  readonly cookies = new Map<string, string>();
  // As they came last.
  readonly setCookies = new Map<string, string>();

  // Follows redirects until there is none, or until one leads where `stopAt` says.
  async open(url: string, stopAt?: RegExp): Promise<Response> {
    const response = await this.fetch(url);
    const location = response.headers.get("location");
    if (location === null) return response;
    const next = new URL(location, url).href;
    return stopAt?.test(next) ? response : this.open(next, stopAt);
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", this.cookieHeader());
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    this.keep(response.headers);
    return response;
  }

  // A call as a page of this gateway makes it.
  async call(gateway: string, method: string, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await callJson(gateway, method, {}, { origin: gateway, cookie: this.cookieHeader(), ...headers });
    this.keep(answer.headers);
    return answer;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private keep(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.setCookies.set(name, cookie);
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
