import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Position } from "@gen/nianbao/aggregation/v1/position_pb";
import { type WatchAggregatesResponse, WatchAggregatesResponseSchema } from "@gen/nianbao/aggregation/v1/watch_pb";
import { backoffMs } from "@/live/backoff";
import { WatchedTotals } from "@/live/totals";
import { Watch, type WatchState } from "@/live/watch";

type Init = MessageInitShape<typeof WatchAggregatesResponseSchema>;

function at(sequence: bigint): Init {
  return { position: { sources: [{ logId: "log", sequence, digest: new Uint8Array() }] } };
}

// A watch whose streams the test plays. Waiting is told and takes no time.
class Played {
  readonly tokens: (bigint | undefined)[] = [];
  readonly waits: number[] = [];
  readonly states: WatchState["kind"][] = [];
  readonly signals: AbortSignal[] = [];
  steps = 0;
  readonly watch: Watch;
  // Resolves when the last of the played streams was opened.
  readonly allOpened: Promise<void>;
  private opened = 0;
  private done = () => {};

  // Each stream: its messages, and then the error; without an error it stays open.
  constructor(private readonly streams: { messages?: Init[]; error?: unknown; ends?: boolean }[]) {
    this.allOpened = new Promise((resolve) => {
      this.done = resolve;
    });
    this.watch = new Watch(
      new WatchedTotals([]),
      {
        open: (token, signal) => this.open(token, signal),
        wait: async (milliseconds) => {
          this.waits.push(milliseconds);
        },
      },
      {
        stepped: () => {
          this.steps++;
        },
        entered: ({ kind }) => {
          this.states.push(kind);
          if (kind === "refused") this.done();
        },
      },
    );
  }

  private async *open(token: Position | undefined, signal: AbortSignal): AsyncGenerator<WatchAggregatesResponse> {
    this.tokens.push(token?.sources[0]?.sequence);
    this.signals.push(signal);
    const stream = this.streams[this.opened++];
    for (const init of stream?.messages ?? []) yield create(WatchAggregatesResponseSchema, init);
    if (this.opened >= this.streams.length) this.done();
    if (stream?.error !== undefined) throw stream.error;
    if (stream?.ends) return;
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  }
}

const BROKEN = new ConnectError("network error", Code.Unknown);

test("A broken stream is taken up again where its last step ended", async () => {
  const played = new Played([{ messages: [at(1n), at(2n)], error: BROKEN }, { messages: [at(3n)] }]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.tokens, [undefined, 2n]);
  assert.deepEqual(played.states, ["connecting", "live", "lost", "live"]);
  assert.equal(played.steps, 3);
  played.watch.rest();
});

test("Half a step that a broken stream told is no part of the next", async () => {
  const half: Init = { deltas: [{ node: "z", year: 2024 }] };
  const played = new Played([{ messages: [at(1n), half], error: BROKEN }, { messages: [at(2n)] }]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.states, ["connecting", "live", "lost", "live"]);
  played.watch.rest();
});

test("A stream that ends without an error is lost too", async () => {
  const played = new Played([{ messages: [at(1n)], ends: true }, {}]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.tokens, [undefined, 1n]);
  assert.deepEqual(played.states, ["connecting", "live", "lost"]);
  played.watch.rest();
});

test("Pauses grow with each failure in a row, and a step begins the row anew", async () => {
  const played = new Played([{ error: BROKEN }, { error: BROKEN }, { messages: [at(1n)], error: BROKEN }, {}]);
  played.watch.begin();
  await played.allOpened;
  const [first = 0, second = 0, third = 0] = played.waits;
  assert.ok(first >= 250 && first <= 500, `first: ${first}`);
  assert.ok(second >= 500 && second <= 1000, `second: ${second}`);
  assert.ok(third >= 250 && third <= 500, `third: ${third}`);
  played.watch.rest();
});

test("No pause is longer than fifteen seconds", () => {
  assert.equal(backoffMs(1, 1), 500);
  assert.equal(backoffMs(3, 0), 1000);
  assert.equal(backoffMs(100, 1), 15_000);
});

test("A refusal that stays is told, and nothing is tried again until somebody asks for it", async () => {
  const played = new Played([{ error: new ConnectError("no such organ", Code.NotFound) }, {}]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.states, ["connecting", "refused"]);
  assert.equal(played.tokens.length, 1);
  played.watch.begin();
  assert.equal(played.tokens.length, 2);
  played.watch.rest();
});

test("A stream that ends with the token of its caller is taken up with a new one; without a session it is refused", async () => {
  const expired = new ConnectError("ended with the token", Code.Unauthenticated);
  const played = new Played([{ messages: [at(4n)], error: expired }, { error: expired }, {}]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.tokens, [undefined, 4n]);
  assert.deepEqual(played.states, ["connecting", "live", "lost", "refused"]);
});

test("A log that changed is watched afresh", async () => {
  const changed = new ConnectError("another log", Code.FailedPrecondition);
  const played = new Played([{ messages: [at(7n)], error: changed }, { messages: [at(1n)] }]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.tokens, [undefined, undefined]);
  played.watch.rest();
});

test("A stream that breaks the protocol is watched afresh", async () => {
  const stray: Init = { deltas: [{ node: "z", year: 2024 }], ...at(8n) };
  const played = new Played([{ messages: [at(7n), stray] }, { messages: [at(9n)] }]);
  played.watch.begin();
  await played.allOpened;
  assert.deepEqual(played.tokens, [undefined, undefined]);
  played.watch.rest();
});

test("Resting closes the stream, and beginning goes on with one from where it was", async () => {
  const played = new Played([{ messages: [at(5n)] }]);
  played.watch.begin();
  played.watch.begin();
  await played.allOpened;
  played.watch.rest();
  assert.equal(played.signals[0]?.aborted, true);
  assert.deepEqual(played.states, ["connecting", "live", "resting"]);
  played.watch.begin();
  assert.deepEqual(played.tokens, [undefined, 5n]);
  played.watch.rest();
});
