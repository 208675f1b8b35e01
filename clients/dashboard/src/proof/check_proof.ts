// The check that anyone can make of a proof, without any service: that of `nianbao verify proof`, step by step
// (docs/proofs.md).
import type { Proof } from "@gen/nianbao/aggregation/v1/proof_pb";
import { moreThanAbove } from "./coverage_fault";
import { coverageWrong, type Fault, malformed, ofAnother } from "./fault";
import { type Claim, checkNode, checkRoot, checkTop } from "./node_check";
import { coverageOf, rootOf } from "./parts";

// What a proof has to be about; what is left out may be anything. A proof that is cut short is one of a node above the
// organ, so that whoever has an organ in mind says so.
export interface Subject {
  organ?: string;
  year?: number;
  // The sealed node.
  node?: string;
}

// undefined when all that the proof shows adds up and its digests lead to the root. Whether the root is to be believed
// its signature says: checkSignature.
export function checkProof(proof: Proof, subject: Subject = {}): Fault | undefined {
  const root = rootOf(proof);
  const [top] = proof.path;
  const fault = checkRoot("root", root);
  if (fault !== undefined) return fault;
  if (top === undefined) return malformed("path", "got nothing, want at least the sealed node", "没有路径");
  return checkTop(root, top) ?? checkPath(proof) ?? checkSubject(proof, subject);
}

function checkPath(proof: Proof): Fault | undefined {
  const root = rootOf(proof);
  for (const [step, node] of proof.path.entries()) {
    const claim = step === 0 ? { place: "root", sums: root.sums, digest: root.digest } : claimOfStep(proof, step);
    if ("reason" in claim) return claim;
    const fault = checkNode(`path[${step}]`, root, node, claim);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

// The entry of a node of the path among the children of the one above it.
function claimOfStep({ path }: Proof, step: number): Claim | Fault {
  const [above, node] = path.slice(step - 1, step + 1);
  const child = above?.children.findIndex((each) => each.node === node?.node) ?? -1;
  const entry = above?.children[child];
  if (above === undefined || node === undefined || entry === undefined) {
    return malformed(
      `path[${step}].node`,
      `got ${node?.node}, want a child of ${above?.node}`,
      "路径上的每个节点都应是前一个节点的直接下级",
    );
  }
  const more = moreThanAbove(coverageOf(above), coverageOf(node));
  if (more !== "") return coverageWrong(`path[${step}].coverage`, node.node, more);
  return { place: `path[${step - 1}].children[${child}]`, sums: entry.sums, digest: entry.digest };
}

function checkSubject(proof: Proof, subject: Subject): Fault | undefined {
  const root = rootOf(proof);
  const organ = proof.path.at(-1)?.node ?? "";
  const { organ: wantOrgan = organ, node = root.node, year = root.year } = subject;
  if (organ !== wantOrgan) return ofAnother("path", organ, wantOrgan);
  if (root.node !== node) return ofAnother("root.node", root.node, node);
  return root.year === year ? undefined : ofAnother("root.year", String(root.year), String(year));
}
