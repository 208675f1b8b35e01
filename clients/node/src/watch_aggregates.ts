// Totals as they change, over as many streams as it takes.
import { setTimeout as pause } from "node:timers/promises";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { status } from "@grpc/grpc-js";
import type { Aggregate } from "../gen/nianbao/aggregation/v1/aggregate_pb.js";
import { AggregationService } from "../gen/nianbao/aggregation/v1/aggregation_service_pb.js";
import type { Position } from "../gen/nianbao/aggregation/v1/position_pb.js";
import type {
  AggregateDelta,
  GoneTotal,
  WatchAggregatesRequestSchema,
  WatchAggregatesResponse,
} from "../gen/nianbao/aggregation/v1/watch_pb.js";
import { Refusal } from "./refusal.js";
import type { Suite } from "./suite.js";

/** Which totals; with a resumeToken they go on from there. */
export type WatchQuestion = MessageInitShape<typeof WatchAggregatesRequestSchema>;

export interface WatchOptions {
  /** Aborted: the watch ends, without an error. */
  signal?: AbortSignal;
  /** How long one stream may last before another takes its place; an hour. */
  streamMs?: number;
  /** A stream broke, for this reason, and another one will go on a moment later. */
  broken?: (refusal: Refusal) => void;
}

/** A whole step of the stream, as WatchAggregatesResponse says: with it the totals are those of one moment. */
export interface WatchStep {
  /** Forget every total that is not among the snapshots. */
  afresh: boolean;
  snapshots: Aggregate[];
  deltas: AggregateDelta[];
  gone: GoneTotal[];
  /** Give it as resumeToken to a watch that is to go on from here. */
  position: Position;
}

const HOUR_MS = 3_600_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/**
 * Steps until the signal ends them or nobody takes them any more. When a stream breaks because the service went away or
 * its time is over, another one goes on from the last whole step, so that nothing is missed or told twice. Throws
 * Refusal for all else, such as ORGAN_UNKNOWN.
 */
export async function* watchAggregates(
  suite: Suite,
  question: WatchQuestion,
  { signal, streamMs = HOUR_MS, broken = () => {} }: WatchOptions = {},
): AsyncGenerator<WatchStep> {
  const service = suite.client(AggregationService);
  let request = question;
  let failures = 0;
  while (!signal?.aborted) {
    try {
      const call = { timeoutMs: streamMs, ...(signal && { signal }) };
      for await (const step of wholeSteps(service.watchAggregates(request, call))) {
        failures = 0;
        request = { ...question, resumeToken: step.position };
        yield step;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof Refusal) || !goesOnAfter(error)) throw error;
      broken(error);
    }
    await pauseBefore(failures++, signal);
  }
}

function goesOnAfter({ code }: Refusal): boolean {
  return code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED || code === status.CANCELLED;
}

// A step that was not finished is told again by the next stream.
async function* wholeSteps(messages: AsyncIterable<WatchAggregatesResponse>): AsyncGenerator<WatchStep> {
  let parts: WatchAggregatesResponse[] = [];
  for await (const message of messages) {
    parts.push(message);
    if (message.position === undefined) continue;
    yield {
      afresh: parts.some(({ afresh }) => afresh),
      snapshots: parts.flatMap(({ snapshots }) => snapshots),
      deltas: parts.flatMap(({ deltas }) => deltas),
      gone: parts.flatMap(({ gone }) => gone),
      position: message.position,
    };
    parts = [];
  }
}

// Longer each time, and never all clients at the same moment.
async function pauseBefore(failures: number, signal: AbortSignal | undefined): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  await pause(longest * (0.5 + Math.random() / 2), undefined, signal && { signal }).catch(() => {});
}
