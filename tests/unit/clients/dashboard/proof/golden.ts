// What real services gave, with a key that is gone: a district of five organs of which three have filed, sealed for
// 2023, and the proof that the report of organs/qinghe-hepan, two levels down, is in its total.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Proof } from "@gen/nianbao/aggregation/v1/proof_pb";
import { type EventPage, readPage } from "@/proof/event_page";
import { readProof } from "@/proof/proof_file";
import { type PublicKey, readPublicKey } from "@/proof/sm2";

// This file runs from dashboard/tests of the build folder.
const FOLDER = fileURLToPath(new URL("../../../tests/golden/proof/", import.meta.url));

export function goldenText(name: string): string {
  return readFileSync(`${FOLDER}${name}`, "utf8");
}

export function goldenProof(name = "proof.json"): Proof {
  return present(readProof(goldenText(name)));
}

export function goldenKey(): PublicKey {
  return present(readPublicKey(goldenText("public.pem")));
}

// The whole log.
export function goldenPage(): EventPage {
  return readPage(readFileSync(`${FOLDER}events.binpb`));
}

export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("got nothing, want something");
  return value;
}
