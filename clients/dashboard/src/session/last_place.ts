// Where the person looked last, so that the next visit begins there.
import { kept } from "@/session/kept";

// The last year that is over: the one on which reports are filed now.
const reported = new Date().getFullYear() - 1;

export const lastOrgan = kept("organ", "");
export const lastYear = kept("year", String(reported));
