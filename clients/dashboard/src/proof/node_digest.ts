// The digest of a node of a Merkle-sum tree.
import { DigestAlgorithm, type ProofNode, type SignedRoot } from "@gen/nianbao/aggregation/v1/proof_pb";
import type { Hash } from "./block_hash";
import { CanonicalBytes } from "./canonical_bytes";
import { coverageOf, positionOf } from "./parts";
import { sha256 } from "./sha256";
import { sm3 } from "./sm3";

export const DIGEST_SIZE = 32;

// undefined for an algorithm that is none of those named, the unspecified one included.
export function hashFor(algorithm: DigestAlgorithm): Hash | undefined {
  if (algorithm === DigestAlgorithm.SM3) return sm3;
  return algorithm === DigestAlgorithm.SHA256 ? sha256 : undefined;
}

// root: of the tree in which the node stands.
export function nodeDigest(hash: Hash, root: SignedRoot, node: ProofNode): Uint8Array {
  const { logId, sequence } = positionOf(root);
  const bytes = new CanonicalBytes()
    .text("nianbao/proof/node/v1")
    .integer(root.algorithm)
    .text(node.node)
    .integer(root.year)
    .text(logId)
    // What does not change has the same digest under every seal, but for the top.
    .integer(node.node === root.node ? sequence : 0)
    .integer(node.scope)
    .figures(node.own)
    .coverage(coverageOf(node))
    .integer(node.children.length);
  for (const child of node.children) bytes.text(child.node).text(child.digest).figures(child.sums);
  return hash(bytes.bytes());
}
