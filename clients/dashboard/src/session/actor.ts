// Who acts, where nobody proves it: the name that a caller on this machine gives itself.
import { kept } from "@/session/kept";

export const actor = kept("actor", "");
