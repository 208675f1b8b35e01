// Ends of the log that the service gave out earlier, kept outside of it: heads.jsonl of its data folder. Whoever holds
// the log against them can tell whether it was rewritten, even as a whole.
import { clone, fromJsonString, toBinary } from "@bufbuild/protobuf";
import { type SignedHead, SignedHeadSchema } from "@gen/nianbao/submission/v1/signed_head_pb";
import { type PublicKey, verifies } from "./sm2";

// One on each line; the number of the first line that is none.
export function readHeads(text: string): SignedHead[] | number {
  const heads: SignedHead[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      heads.push(fromJsonString(SignedHeadSchema, line));
    } catch {
      return i + 1;
    }
  }
  return heads;
}

export function isSignedBy(head: SignedHead, key: PublicKey): boolean {
  const bare = clone(SignedHeadSchema, head);
  bare.signature = new Uint8Array();
  return verifies(key, toBinary(SignedHeadSchema, bare), head.signature);
}
