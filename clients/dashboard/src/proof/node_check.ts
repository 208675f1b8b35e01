// The checks that every node and root goes through.
import type { ProofNode, SignedRoot } from "@gen/nianbao/aggregation/v1/proof_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { contradiction, moreThanAbove } from "./coverage_fault";
import { coverageWrong, digestWrong, type Fault, malformed, negative, overflow, sumWrong } from "./fault";
import { addTo, FIGURES, isZero } from "./figures";
import { isSame } from "./hex";
import { DIGEST_SIZE, hashFor, nodeDigest } from "./node_digest";
import { coverageOf, positionOf } from "./parts";

// What is said of a node by what stands above it: the root of the top, the child's entry of the others.
export interface Claim {
  place: string;
  sums: bigint[];
  digest: Uint8Array;
}

export function checkRoot(place: string, root: SignedRoot): Fault | undefined {
  if (hashFor(root.algorithm) === undefined) {
    return malformed(`${place}.algorithm`, `got ${root.algorithm}, want SM3 or SHA256`, "不认识这种摘要算法");
  }
  const position = positionOf(root);
  return (
    checkName(`${place}.node`, root.node) ??
    checkName(`${place}.position.log_id`, position.logId) ??
    (root.year < 1 ? malformed(`${place}.year`, `got ${root.year}, want a year`, "没有写明年度") : undefined) ??
    (position.sequence < 1n
      ? malformed(`${place}.position.sequence`, `got ${position.sequence}, want 1 or more`, "没有写明封存事件的序号")
      : undefined) ??
    checkDigestSize(`${place}.position.digest`, position.digest) ??
    checkDigestSize(`${place}.digest`, root.digest) ??
    checkFigures(`${place}.sums`, root.node, root.sums) ??
    checkCoverage(`${place}.coverage`, root)
  );
}

// Whether the node is the sealed one that the root is about.
export function checkTop(root: SignedRoot, node: ProofNode): Fault | undefined {
  if (node.node !== root.node) {
    return malformed(
      "path[0].node",
      `got ${node.node}, want ${root.node}, the node of the root`,
      "路径应从封存的节点开始",
    );
  }
  const more = moreThanAbove(coverageOf(root), coverageOf(node)) || moreThanAbove(coverageOf(node), coverageOf(root));
  return more === "" ? undefined : coverageWrong("root.coverage", root.node, `path[0]: ${more}`);
}

// Whether the node has the shape of one, adds up to what is claimed of it, and has the digest that is claimed.
export function checkNode(place: string, root: SignedRoot, node: ProofNode, claim: Claim): Fault | undefined {
  return (
    checkName(`${place}.node`, node.node) ??
    checkFiguresUnlessZero(`${place}.own`, node.node, node.own) ??
    checkCoverage(`${place}.coverage`, node) ??
    checkChildren(place, node) ??
    checkScope(`${place}.scope`, node) ??
    checkSums(place, node, claim) ??
    checkDigest(root, node, claim)
  );
}

function checkName(place: string, name: string): Fault | undefined {
  return name === "" ? malformed(place, "got nothing, want a name", "没有写明") : undefined;
}

function checkDigestSize(place: string, digest: Uint8Array): Fault | undefined {
  if (digest.length === DIGEST_SIZE) return undefined;
  return malformed(place, `got ${digest.length} bytes, want ${DIGEST_SIZE}`, "摘要应为 32 字节");
}

function checkFigures(place: string, node: string, figures: bigint[]): Fault | undefined {
  if (figures.length !== FIGURES) {
    return malformed(place, `got ${figures.length} figures, want ${FIGURES}`, `应有 ${FIGURES} 个数字`);
  }
  const cell = figures.findIndex((figure) => figure < 0n);
  return cell < 0 ? undefined : negative(place, node, cell);
}

// Where figures that are all 0 are left out, so that a proof can be written in one way only.
function checkFiguresUnlessZero(place: string, node: string, figures: bigint[]): Fault | undefined {
  if (figures.length === 0) return undefined;
  return (
    checkFigures(place, node, figures) ??
    (isZero(figures) ? malformed(place, `got ${FIGURES} times 0, want nothing`, "全部为 0 时应留空") : undefined)
  );
}

function checkCoverage(place: string, node: SignedRoot | ProofNode): Fault | undefined {
  const fault = contradiction(coverageOf(node));
  return fault === "" ? undefined : coverageWrong(place, node.node, fault);
}

function checkChildren(place: string, node: ProofNode): Fault | undefined {
  let before = "";
  for (const [i, child] of node.children.entries()) {
    const at = `${place}.children[${i}]`;
    const unordered = i > 0 && !isBefore(before, child.node);
    const fault =
      checkName(`${at}.node`, child.node) ??
      (unordered
        ? malformed(
            `${at}.node`,
            `got ${child.node} after ${before}, want each once and by name`,
            "下级应按名称排列，且每个只出现一次",
          )
        : undefined) ??
      checkDigestSize(`${at}.digest`, child.digest) ??
      checkFiguresUnlessZero(`${at}.sums`, child.node, child.sums);
    if (fault !== undefined) return fault;
    before = child.node;
  }
  return undefined;
}

// By their bytes, which is not how strings compare here.
function isBefore(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) => new TextEncoder().encode(name)) as [Uint8Array, Uint8Array];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return (left[i] ?? 0) < (right[i] ?? 0);
  }
  return left.length < right.length;
}

// What a summary stands for is added nowhere else.
function checkScope(place: string, node: ProofNode): Fault | undefined {
  if (node.scope === Scope.OWN) return undefined;
  if (node.scope !== Scope.UNSPECIFIED && node.scope !== Scope.ROLL_UP) {
    return malformed(place, `got ${node.scope}, want OWN, ROLL_UP or none`, "不认识这种报告范围");
  }
  const childrenAdd = node.children.some((child) => child.sums.length > 0);
  if (!childrenAdd && (node.own.length === 0 || node.scope === Scope.ROLL_UP)) return undefined;
  return malformed(
    place,
    "got figures beside the summary that stands for them, want none",
    "由汇总报告代报的机关，不应另有数字计入合计",
  );
}

function checkSums(place: string, node: ProofNode, claim: Claim): Fault | undefined {
  const sums = Array<bigint>(FIGURES).fill(0n);
  for (const figures of [node.own, ...node.children.map((child) => child.sums)]) {
    const cell = addTo(sums, figures);
    if (cell >= 0) return overflow(place, node.node, cell);
  }
  const wrong = sums.findIndex((sum, i) => sum !== (claim.sums[i] ?? 0n));
  return wrong < 0 ? undefined : sumWrong(`${claim.place}.sums`, node.node, wrong);
}

function checkDigest(root: SignedRoot, node: ProofNode, claim: Claim): Fault | undefined {
  const hash = hashFor(root.algorithm);
  if (hash !== undefined && isSame(nodeDigest(hash, root, node), claim.digest)) return undefined;
  return digestWrong(`${claim.place}.digest`, node.node);
}
