// What Prometheus is told: calls by method, code and reason, how long they took, and how the process is.
import type { DescMethod } from "@bufbuild/protobuf";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Ending } from "./outcome.js";

// Of a method that answers one request with one message within its deadline.
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export class Metrics {
  private readonly registry = new Registry();
  private readonly calls = new Counter({
    name: "nianbao_gateway_calls_total",
    help: "Calls that have ended, streams among them, by method, code of gRPC and reason (empty without one).",
    labelNames: ["method", "code", "reason"],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: "nianbao_gateway_call_duration_seconds",
    help: "How long unary calls took.",
    labelNames: ["method"],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly streams = new Gauge({
    name: "nianbao_gateway_open_streams",
    help: "Streams that are open.",
    labelNames: ["method"],
    registers: [this.registry],
  });
  private readonly repetitions = new Counter({
    name: "nianbao_gateway_upstream_repetitions_total",
    help: "Calls that a replica of a service did not answer, made again at another one.",
    labelNames: ["method"],
    registers: [this.registry],
  });
  private readonly expiry = new Gauge({
    name: "nianbao_gateway_certificate_expiry_timestamp_seconds",
    help: "When the certificates in use expire: that of the listener (tls), that shown to the services (upstream).",
    labelNames: ["certificate"],
    registers: [this.registry],
  });

  private readonly expiries = new Map<string, () => string | undefined>();

  // Of the process: memory, garbage, lag of the event loop.
  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  begun(method: DescMethod): void {
    if (method.methodKind !== "unary") this.streams.inc({ method: nameOf(method) });
  }

  ended(method: DescMethod, { code, reason = "" }: Ending, ms: number): void {
    const name = nameOf(method);
    this.calls.inc({ method: name, code, reason });
    if (method.methodKind === "unary") this.seconds.observe({ method: name }, ms / 1000);
    else this.streams.dec({ method: name });
  }

  repeated(method: DescMethod): void {
    this.repetitions.inc({ method: nameOf(method) });
  }

  // Asked for whenever the metrics are.
  followExpiry(certificate: "tls" | "upstream", validTo: () => string | undefined): void {
    this.expiries.set(certificate, validTo);
  }

  async text(): Promise<{ type: string; body: string }> {
    for (const [certificate, validTo] of this.expiries) {
      const time = validTo();
      if (time !== undefined) this.expiry.set({ certificate }, Date.parse(time) / 1000);
    }
    return { type: this.registry.contentType, body: await this.registry.metrics() };
  }
}

function nameOf(method: DescMethod): string {
  return `${method.parent.typeName}/${method.name}`;
}
