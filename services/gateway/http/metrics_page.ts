// The metrics, for Prometheus.
import { logFault } from "../log.js";
import type { Metrics } from "../telemetry/metrics.js";
import { type Attempt, answer, isReading, pathOf } from "./exchange.js";

export function metricsPage(metrics: Metrics): Attempt {
  return (request, response) => {
    if (pathOf(request) !== "/metrics" || !isReading(request)) return false;
    metrics.text().then(
      ({ type, body }) => answer(response, 200, type, body),
      (error) => {
        logFault(`/metrics: ${error}`);
        response.destroy();
      },
    );
    return true;
  };
}
