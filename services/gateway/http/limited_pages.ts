// Pages of which some cost as much as calls do: each of those counts as a call of its client.
import { type Attempt, answer, pathOf } from "./exchange.js";
import { clientOf, type RateLimit } from "./rate_limit.js";

export function limitedPages(paths: ReadonlySet<string>, rateLimit: RateLimit, pages: Attempt[]): Attempt {
  return (request, response) => {
    const retryAfterMs = paths.has(pathOf(request)) ? rateLimit.take(clientOf(request.socket.remoteAddress)) : 0;
    if (retryAfterMs === 0) return pages.some((page) => page(request, response));
    response.setHeader("cache-control", "no-store");
    response.setHeader("retry-after", Math.ceil(retryAfterMs / 1000));
    answer(response, 429, "text/plain; charset=utf-8", "操作过于频繁，请稍后重试。\n");
    return true;
  };
}
