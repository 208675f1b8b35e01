// What makes a change the same change when it is asked for again.
import { randomBytes } from "node:crypto";

/** 128 random bits, hexadecimal. */
export function newRequestId(): string {
  return randomBytes(16).toString("hex");
}
