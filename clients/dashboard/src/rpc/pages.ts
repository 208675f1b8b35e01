// A long list that a service gives page by page: the first when the page comes, each further one when it is asked for.
import { onScopeDispose, type ShallowRef, shallowRef, watchEffect } from "vue";
import { type Refusal, refusalOf } from "@/rpc/refusal";

export interface Pages<A, T> {
  // The items of all pages read so far.
  items: Readonly<ShallowRef<readonly T[]>>;
  // The last page; undefined before the first.
  answer: Readonly<ShallowRef<A | undefined>>;
  refusal: Readonly<ShallowRef<Refusal | undefined>>;
  waiting: Readonly<ShallowRef<boolean>>;
  // No further page is there.
  complete: Readonly<ShallowRef<boolean>>;
  more(): Promise<void>;
  // Reads all that is left. False when it was refused, or ended by another question.
  all(): Promise<boolean>;
  again(): void;
}

// Whatever reactive values `ask` reads before it first awaits begin the list anew when they change.
export function usePages<A extends { nextPageToken: string }, T>(
  ask: (pageToken: string, signal: AbortSignal) => Promise<A>,
  itemsOf: (answer: A) => readonly T[],
): Pages<A, T> {
  const items = shallowRef<readonly T[]>([]);
  const answer = shallowRef<A>();
  const refusal = shallowRef<Refusal>();
  const waiting = shallowRef(true);
  const complete = shallowRef(false);
  const turn = shallowRef(0);
  let running = new AbortController();
  let reading = Promise.resolve();

  async function read(pageToken: string): Promise<void> {
    const { signal } = running;
    waiting.value = true;
    try {
      const page = await ask(pageToken, signal);
      if (signal.aborted) return;
      items.value = pageToken === "" ? itemsOf(page) : [...items.value, ...itemsOf(page)];
      answer.value = page;
      refusal.value = undefined;
      complete.value = page.nextPageToken === "";
    } catch (error) {
      if (!signal.aborted) refusal.value = refusalOf(error);
    } finally {
      if (!signal.aborted) waiting.value = false;
    }
  }

  function more(): Promise<void> {
    if (!waiting.value && !complete.value)
      reading = read(items.value.length === 0 ? "" : (answer.value?.nextPageToken ?? ""));
    return reading;
  }

  async function all(): Promise<boolean> {
    const { signal } = running;
    await reading;
    while (!complete.value && !signal.aborted && refusal.value === undefined) await more();
    return complete.value && !signal.aborted;
  }

  watchEffect(() => {
    turn.value;
    running.abort();
    running = new AbortController();
    complete.value = false;
    reading = read("");
  });
  onScopeDispose(() => running.abort());
  return { items, answer, refusal, waiting, complete, more, all, again: () => turn.value++ };
}
