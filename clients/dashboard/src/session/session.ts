// Who uses the pages, as the gateway knows it.
import { computed, ref, shallowRef } from "vue";

export interface Session {
  // unauthenticated: people name themselves. anonymous: nobody can say who he is. identified: people log in.
  mode: "unauthenticated" | "anonymous" | "identified";
  // Whether there is a page where one logs in.
  login?: boolean;
  signedIn?: boolean;
  subject?: string;
  // For people.
  name?: string;
}

export const session = shallowRef<Session>({ mode: "anonymous" });
// Whether the gateway has said so yet.
export const sessionKnown = ref(false);

export const mustLogIn = computed(() => session.value.login === true && session.value.signedIn !== true);

const AGAIN_MS = 2000;

export function readSession(): void {
  read().catch(() => window.setTimeout(readSession, AGAIN_MS));
}

async function read(): Promise<void> {
  const response = await fetch("/session");
  session.value = (await response.json()) as Session;
  sessionKnown.value = true;
}

// Leads to the login and back to where the person is.
export function loginAddress(path: string): string {
  return `/login?back=${encodeURIComponent(path)}`;
}

// Where one logs out of the provider itself, if there is such a page.
export async function logOut(): Promise<string | undefined> {
  const response = await fetch("/logout", { method: "POST" });
  const { next } = (await response.json()) as { next?: string };
  await read();
  return next;
}
