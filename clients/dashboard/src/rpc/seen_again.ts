// A tab that was in the background asks anew when the person comes back to it.
import { onScopeDispose } from "vue";

export function whenSeenAgain(ask: () => void): void {
  const look = () => {
    if (document.visibilityState === "visible") ask();
  };
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => document.removeEventListener("visibilitychange", look));
}
