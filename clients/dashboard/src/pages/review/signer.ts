// The leader who signs acceptances off: mostly the same one again.
import { kept } from "@/session/kept";

export const signer = kept("review.signer", "");
