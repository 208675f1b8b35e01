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

// To ask again reads the list anew as far as it was read; what was read stays until then. Whatever reactive values `ask`
// reads before it first awaits do so when they change.
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
  let pagesRead = 0;

  // So many pages from one on, behind what is kept.
  async function read(pageToken: string, pages: number, kept: readonly T[]): Promise<void> {
    const { signal } = running;
    waiting.value = true;
    try {
      let page = await ask(pageToken, signal);
      const found = [...kept, ...itemsOf(page)];
      let count = 1;
      for (; count < pages && page.nextPageToken !== ""; count++) {
        page = await ask(page.nextPageToken, signal);
        found.push(...itemsOf(page));
      }
      if (signal.aborted) return;
      items.value = found;
      answer.value = page;
      refusal.value = undefined;
      complete.value = page.nextPageToken === "";
      pagesRead = pageToken === "" ? count : pagesRead + count;
    } catch (error) {
      if (!signal.aborted) refusal.value = refusalOf(error);
    } finally {
      if (!signal.aborted) waiting.value = false;
    }
  }

  function more(): Promise<void> {
    if (!waiting.value && !complete.value) reading = read(answer.value?.nextPageToken ?? "", 1, items.value);
    return reading;
  }

  async function all(): Promise<boolean> {
    const { signal } = running;
    await reading;
    while (!complete.value && !signal.aborted && refusal.value === undefined) await more();
    return complete.value && !signal.aborted && refusal.value === undefined;
  }

  watchEffect(() => {
    turn.value;
    running.abort();
    running = new AbortController();
    reading = read("", Math.max(pagesRead, 1), []);
  });
  onScopeDispose(() => running.abort());
  return { items, answer, refusal, waiting, complete, more, all, again: () => turn.value++ };
}
