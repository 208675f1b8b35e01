// What real services gave, with a key that is gone: a district of five organs of which three have filed, sealed for
// 2023, and the proof that the report of organs/qinghe-hepan, two levels down, is in its total.
import type { Proof } from "@gen/nianbao/aggregation/v1/proof_pb";
import { type EventPage, readPage } from "@/proof/event_page";
import { readProof } from "@/proof/proof_file";
import { type PublicKey, readPublicKey } from "@/proof/sm2";
import events from "../../../golden/proof/events.base64?raw";
import heads from "../../../golden/proof/heads.jsonl?raw";
import proof from "../../../golden/proof/proof.json?raw";
import proofOfSha256 from "../../../golden/proof/proof_sha256.json?raw";
import key from "../../../golden/proof/public.pem?raw";

export const golden = { heads, proof, proofOfSha256, key };

export function goldenProof(text = proof): Proof {
  return present(readProof(text));
}

export function goldenKey(): PublicKey {
  return present(readPublicKey(key));
}

// The whole log.
export function goldenPage(): EventPage {
  return readPage(Uint8Array.from(Buffer.from(events, "base64")));
}

export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("got nothing, want something");
  return value;
}
