// Totals that a page watches for as long as it is there and somebody can see it. A browser has six connections to a
// gateway, so a hidden page keeps none; shown again, it goes on where it was.
import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import { type Change, type Total, WatchedTotals } from "@/live/totals";
import { wait } from "@/live/wait";
import { Watch, type WatchState } from "@/live/watch";
import { aggregation } from "@/rpc/services";

// A stream that stands says so every few seconds. Nobody tells a machine that slept, or one behind a network that forgot its
// connections, that they are gone.
const TICK_MS = 5_000;
const SILENT_MS = 30_000;

export interface Subscription {
  node: string;
  year: number;
  // Beside it.
  moreYears: number[];
  // Levels below the node.
  depth: number;
  // Cell codes.
  cells: string[];
}

export interface LiveTotals {
  // By totalKey; undefined before the first step.
  totals: Readonly<ShallowRef<ReadonlyMap<string, Total> | undefined>>;
  state: Readonly<ShallowRef<WatchState>>;
  // When they were last known to be those of the services.
  updated: Readonly<ShallowRef<Date | undefined>>;
  // Tries now, whatever the state.
  again(): void;
}

export function useTotals(
  { node, year, moreYears, depth, cells }: Subscription,
  stepped: (changes: Change[]) => void,
): LiveTotals {
  const watched = new WatchedTotals(cells);
  const totals = shallowRef<ReadonlyMap<string, Total>>();
  const state = shallowRef<WatchState>({ kind: "resting" });
  const updated = shallowRef<Date>();

  let heard = Date.now();
  const watch = new Watch(
    watched,
    {
      open: (token, signal) =>
        aggregation.watchAggregates(
          { nodes: [node], year, years: moreYears, depth, cells, ...(token && { resumeToken: token }) },
          { signal },
        ),
      wait,
    },
    {
      stepped(changes) {
        heard = Date.now();
        const first = totals.value === undefined;
        totals.value = watched.all;
        updated.value = new Date();
        if (!first && changes.length > 0) stepped(changes);
      },
      entered(now) {
        heard = Date.now();
        if (state.value.kind === "live") updated.value = new Date();
        state.value = now;
      },
    },
  );

  const seen = () => (document.visibilityState === "visible" ? watch.begin() : watch.rest());
  const hurry = () => watch.hurry();
  const clock = setInterval(() => {
    const waits = state.value.kind === "live" || state.value.kind === "connecting";
    if (!waits || Date.now() - heard < SILENT_MS) return;
    watch.rest();
    seen();
  }, TICK_MS);
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", hurry);
  seen();
  onScopeDispose(() => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", hurry);
    clearInterval(clock);
    watch.rest();
  });

  return {
    totals,
    state,
    updated,
    again() {
      watch.hurry();
      watch.begin();
    },
  };
}
