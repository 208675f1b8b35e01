// The signature on the total of a sealed node.
import type { SignedRoot } from "@gen/nianbao/aggregation/v1/proof_pb";
import { CanonicalBytes } from "./canonical_bytes";
import { type Fault, signatureInvalid } from "./fault";
import { coverageOf, positionOf } from "./parts";
import { type PublicKey, verifies } from "./sm2";

// What is signed: all of the root but its signature.
export function signedBytes(root: SignedRoot): Uint8Array {
  const position = positionOf(root);
  return new CanonicalBytes()
    .text("nianbao/proof/root/v1")
    .text(root.node)
    .integer(root.year)
    .integer(root.algorithm)
    .text(position.logId)
    .integer(position.sequence)
    .text(position.digest)
    .figures(root.sums)
    .coverage(coverageOf(root))
    .text(root.digest)
    .bytes();
}

// undefined when the key signed it.
export function checkSignature(root: SignedRoot, key: PublicKey): Fault | undefined {
  return verifies(key, signedBytes(root), root.signature) ? undefined : signatureInvalid(root.signature.length > 0);
}
