// Whether the gateway takes calls, for probes.
import { type Attempt, answer, pathOf } from "./exchange.js";

export function healthPage(isServing: () => boolean): Attempt {
  return (request, response) => {
    if (pathOf(request) !== "/healthz") return false;
    const serving = isServing();
    answer(
      response,
      serving ? 200 : 503,
      "application/json",
      serving ? '{"status":"SERVING"}' : '{"status":"NOT_SERVING"}',
    );
    return true;
  };
}
