// Keeps a stream of totals going: when it breaks, another one goes on where it ended.
import { Code, ConnectError } from "@connectrpc/connect";
import type { Position } from "@gen/nianbao/aggregation/v1/position_pb";
import type { WatchAggregatesResponse } from "@gen/nianbao/aggregation/v1/watch_pb";
import { backoffMs } from "@/live/backoff";
import type { Change, WatchedTotals } from "@/live/totals";

export type WatchState =
  // Nobody watches: it was not begun, or the page is hidden.
  | { kind: "resting" }
  // The first answer is awaited.
  | { kind: "connecting" }
  | { kind: "live" }
  // It is being tried again, after so many failures.
  | { kind: "lost"; failures: number }
  // Trying again would be of no use.
  | { kind: "refused"; error: unknown };

export interface WatchListener {
  // A step came; `totals` hold it.
  stepped(changes: Change[]): void;
  // What state it is in now.
  entered(state: WatchState): void;
}

export interface WatchSurroundings {
  open(resumeToken: Position | undefined, signal: AbortSignal): AsyncIterable<WatchAggregatesResponse>;
  // Ends early when the signal is aborted.
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

// The question itself is wrong, or not allowed: the answer stays the same.
const FINAL: ReadonlySet<Code> = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.PermissionDenied,
  Code.Unauthenticated,
  Code.Unimplemented,
]);

// These say that the token is of no more use.
const OTHER_HISTORY: ReadonlySet<Code> = new Set([Code.FailedPrecondition, Code.OutOfRange, Code.DataLoss]);

export class Watch {
  private stream: AbortController | undefined;
  private pause: AbortController | undefined;

  constructor(
    private readonly totals: WatchedTotals,
    private readonly surroundings: WatchSurroundings,
    private readonly listener: WatchListener,
  ) {}

  // Opens the stream, where there is none.
  begin(): void {
    if (this.stream !== undefined) return;
    this.stream = new AbortController();
    void this.keep(this.stream.signal);
  }

  // Closes the stream; `begin` goes on from there.
  rest(): void {
    if (this.stream === undefined) return;
    this.stream.abort();
    this.stream = undefined;
    this.totals.broken();
    this.listener.entered({ kind: "resting" });
  }

  // Does not wait any longer for the next attempt.
  hurry(): void {
    this.pause?.abort();
  }

  private async keep(ended: AbortSignal): Promise<void> {
    let failures = 0;
    let live = false;
    this.listener.entered({ kind: "connecting" });
    while (!ended.aborted) {
      try {
        for await (const message of this.surroundings.open(this.totals.position, ended)) {
          if (ended.aborted) return;
          const changes = this.totals.take(message);
          if (changes === undefined) continue;
          failures = 0;
          this.listener.stepped(changes);
          if (!live) this.listener.entered({ kind: "live" });
          live = true;
        }
      } catch (error) {
        if (ended.aborted) return;
        const { code } = ConnectError.from(error);
        // A stream ends with the token of its caller; the next call renews it, or there is no session any more.
        const renewable = code === Code.Unauthenticated && live;
        if (FINAL.has(code) && !renewable) {
          this.stream = undefined;
          this.totals.broken();
          this.listener.entered({ kind: "refused", error });
          return;
        }
        if (OTHER_HISTORY.has(code) || !(error instanceof ConnectError)) this.totals.distrust();
      }
      if (ended.aborted) return;
      this.totals.broken();
      live = false;
      failures++;
      this.listener.entered({ kind: "lost", failures });
      this.pause = new AbortController();
      const awake = AbortSignal.any([ended, this.pause.signal]);
      await this.surroundings.wait(backoffMs(failures, Math.random()), awake);
    }
  }
}
