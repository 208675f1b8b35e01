// Who acts: whom the login names, or, where nobody proves it, the name that a person at this machine gives.
import { computed } from "vue";
import { kept } from "@/session/kept";
import { session } from "@/session/session";

const named = kept("actor", "");

// Empty while nobody is known.
export const actor = computed({
  get: () => (session.value.mode === "unauthenticated" ? named.value : (session.value.subject ?? "")),
  set: (name) => {
    named.value = name;
  },
});
