// Proofs of trees that a test makes up: all digests and sums are right, whatever the figures are.
import { create } from "@bufbuild/protobuf";
import { type Coverage, CoverageSchema } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import {
  DigestAlgorithm,
  type Proof,
  ProofNodeSchema,
  ProofSchema,
  SignedRootSchema,
} from "@gen/nianbao/aggregation/v1/proof_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { EventTokenSchema } from "@gen/nianbao/submission/v1/event_pb";
import { hashFor, nodeDigest } from "@/proof/node_digest";
import { present } from "./golden";

// Figures by cell; those not named are 0.
export type Sparse = Record<number, bigint>;

export function figures(sparse: Sparse): bigint[] {
  const dense = Array.from({ length: 200 }, (_, i) => sparse[i] ?? 0n);
  return dense.every((figure) => figure === 0n) ? [] : dense;
}

export interface Branch {
  node: string;
  own?: Sparse;
  // Unless it is accepted, its report is missing; undefined: it owes none.
  accepted?: boolean;
  scope?: Scope;
  children?: Branch[];
}

// The proof of the last node that is reached by going down to the last child again and again.
export function proofOf(top: Branch, algorithm = DigestAlgorithm.SM3): Proof {
  const root = create(SignedRootSchema, {
    node: top.node,
    year: 2024,
    algorithm,
    position: create(EventTokenSchema, {
      logId: "log-a",
      sequence: 7n,
      digest: Uint8Array.from({ length: 32 }, (_, i) => i),
    }),
  });
  const proof = create(ProofSchema, { root });
  const { digest, sums, coverage } = grow(proof, top, true);
  Object.assign(root, { digest, sums, coverage });
  return proof;
}

interface Grown {
  digest: Uint8Array;
  sums: bigint[];
  coverage: Coverage;
}

function grow(proof: Proof, branch: Branch, isOnPath: boolean): Grown {
  const children = branch.children ?? [];
  const step = proof.path.length;
  const grown = children.map((child, i) => grow(proof, child, isOnPath && i === children.length - 1));
  const count = (name: "expected" | "accepted" | "missing", own: boolean) =>
    grown.reduce((sum, { coverage }) => sum + coverage[name], own ? 1 : 0);
  const coverage = create(CoverageSchema, {
    expected: count("expected", branch.accepted !== undefined),
    accepted: count("accepted", branch.accepted === true),
    missing: count("missing", branch.accepted === false),
  });
  const own = figures(branch.own ?? {});
  const root = present(proof.root);
  const node = create(ProofNodeSchema, { node: branch.node, own, coverage, scope: branch.scope ?? Scope.OWN });
  for (const [i, child] of grown.entries()) {
    const nonzero = child.sums.some((sum) => sum !== 0n);
    node.children.push({
      $typeName: "nianbao.aggregation.v1.ProofChild",
      node: children[i]?.node ?? "",
      digest: child.digest,
      sums: nonzero ? child.sums : [],
    });
  }
  if (isOnPath) proof.path.splice(step, 0, node);
  const sums = Array.from({ length: 200 }, (_, cell) =>
    grown.reduce((sum, child) => sum + (child.sums[cell] ?? 0n), own[cell] ?? 0n),
  );
  // What does not fit in 64 bits can be claimed only.
  const claimed = sums.map((sum) => BigInt.asIntN(64, sum));
  for (const child of node.children) child.sums = child.sums.map((sum) => BigInt.asIntN(64, sum));
  return { digest: nodeDigest(present(hashFor(root.algorithm)), root, node), sums: claimed, coverage };
}
