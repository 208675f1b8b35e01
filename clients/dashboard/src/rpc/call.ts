// A call whose answer a page shows: made when the page comes, and again when what it asks about changes.
import { onScopeDispose, type ShallowRef, shallowRef, watchEffect } from "vue";
import { type Refusal, refusalOf } from "@/rpc/refusal";

export interface Call<T> {
  // The last answer; it stays while a new one is awaited.
  answer: Readonly<ShallowRef<T | undefined>>;
  refusal: Readonly<ShallowRef<Refusal | undefined>>;
  waiting: Readonly<ShallowRef<boolean>>;
  again(): void;
}

// Whatever reactive values `ask` reads before it first awaits make it be asked again; a later question ends the earlier.
export function useCall<T>(ask: (signal: AbortSignal) => Promise<T>): Call<T> {
  const answer = shallowRef<T>();
  const refusal = shallowRef<Refusal>();
  const waiting = shallowRef(true);
  const turn = shallowRef(0);
  let running = new AbortController();

  watchEffect(() => {
    turn.value;
    running.abort();
    running = new AbortController();
    const { signal } = running;
    waiting.value = true;
    ask(signal)
      .then(
        (value) => {
          if (signal.aborted) return;
          answer.value = value;
          refusal.value = undefined;
        },
        (error: unknown) => {
          if (!signal.aborted) refusal.value = refusalOf(error);
        },
      )
      .finally(() => {
        if (!signal.aborted) waiting.value = false;
      });
  });
  onScopeDispose(() => running.abort());
  return { answer, refusal, waiting, again: () => turn.value++ };
}
