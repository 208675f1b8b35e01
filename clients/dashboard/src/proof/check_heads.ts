// Holds a log that was read from its beginning against ends of it that were given out earlier.
import type { SignedHead } from "@gen/nianbao/submission/v1/signed_head_pb";
import { chainNext, chainStart } from "./event_chain";
import { isSame } from "./hex";
import { isSignedBy } from "./kept_heads";
import type { PublicKey } from "./sm2";

export interface HeadFault {
  head: SignedHead;
  // signature: the key did not sign it. rewritten: the events up to it are others now. lost: the log ends before it.
  // replaced: it is of another log, whose events up to it were others.
  kind: "signature" | "rewritten" | "lost" | "replaced";
}

export interface HeadsChecked {
  // Heads that the log goes through, those before a restore included.
  met: number;
  // Of those, how many are of a log of which this one was restored: a restore keeps the events and renews the id.
  beforeRestore: number;
  faults: HeadFault[];
}

// events: of the whole log, in order.
export function checkHeads(
  heads: SignedHead[],
  logId: string,
  events: readonly Uint8Array[],
  key: PublicKey | undefined,
): HeadsChecked {
  const checked: HeadsChecked = { met: 0, beforeRestore: 0, faults: [] };
  const chains = new Map<string, Uint8Array[]>();
  for (const signed of heads) {
    if (key !== undefined && !isSignedBy(signed, key)) checked.faults.push({ head: signed, kind: "signature" });
    const { logId: of = "", sequence = 0n, digest = new Uint8Array() } = signed.head ?? {};
    const chain = chains.get(of) ?? chainOf(of, events);
    chains.set(of, chain);
    const standing = chain[Number(sequence)];
    if (standing === undefined) checked.faults.push({ head: signed, kind: "lost" });
    else if (!isSame(standing, digest)) {
      checked.faults.push({ head: signed, kind: of === logId ? "rewritten" : "replaced" });
    } else {
      checked.met++;
      if (of !== logId) checked.beforeRestore++;
    }
  }
  return checked;
}

// The digest at each position of a log with these events, that of the beginning first.
function chainOf(logId: string, events: readonly Uint8Array[]): Uint8Array[] {
  const chain = [chainStart(logId)];
  for (const [i, event] of events.entries()) chain.push(chainNext(chain[i] as Uint8Array, event));
  return chain;
}
