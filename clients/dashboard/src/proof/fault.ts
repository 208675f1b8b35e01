// What is wrong with a proof. Reasons are those of docs/error_reasons.md.
import { cells } from "@/form/catalogue";

export interface Fault {
  reason:
    | "PROOF_MALFORMED"
    | "PROOF_OF_ANOTHER"
    | "FIGURE_NEGATIVE"
    | "SUM_OVERFLOW"
    | "PROOF_SUM_WRONG"
    | "PROOF_COVERAGE_WRONG"
    | "PROOF_DIGEST_WRONG"
    | "SIGNATURE_INVALID";
  // A proto path below the proof, such as "path[1].children[3].sums".
  place: string;
  chinese: string;
  english: string;
}

export function malformed(place: string, english: string, chinese: string): Fault {
  return {
    reason: "PROOF_MALFORMED",
    place,
    chinese: `证明的 ${place} 不合规定：${chinese}。请重新取得证明。`,
    english: `${place} of the proof: ${english}. Get the proof again.`,
  };
}

export function ofAnother(place: string, got: string, want: string): Fault {
  return {
    reason: "PROOF_OF_ANOTHER",
    place,
    chinese: `这份证明是关于 ${got} 的，不是关于 ${want} 的。`,
    english: `This is a proof of ${got}, not of ${want}.`,
  };
}

export function negative(place: string, node: string, cell: number): Fault {
  return {
    reason: "FIGURE_NEGATIVE",
    place,
    chinese: `${node} 的“${nameOf(cell)}”是负数。表中数字不会小于 0，有负数的合计不能证明，请更正这份报告。`,
    english: `${node}: “${nameOf(cell)}” is negative. No figure of the form is, and a total with one cannot be proven.`,
  };
}

export function overflow(place: string, node: string, cell: number): Fault {
  return {
    reason: "SUM_OVERFLOW",
    place,
    chinese: `${node} 的“${nameOf(cell)}”合计超出可表示的范围，请检查下级报告中是否有明显过大的数字。`,
    english: `${node}: the sum of “${nameOf(cell)}” does not fit 64 bits. Look for figures that are far too large.`,
  };
}

export function sumWrong(place: string, node: string, cell: number): Fault {
  return {
    reason: "PROOF_SUM_WRONG",
    place,
    chinese: `${node} 的“${nameOf(cell)}”：本级与各下级相加，不等于证明所写的合计。证明被改动过，或出具有误。`,
    english: `${node}: “${nameOf(cell)}” of the node and of those below it do not add up to the sum in the proof. The proof was altered, or made wrongly.`,
  };
}

export function coverageWrong(place: string, node: string, why: string): Fault {
  return {
    reason: "PROOF_COVERAGE_WRONG",
    place,
    chinese: `${node} 的覆盖情况（应报、受理、未报等份数）自相矛盾。证明被改动过，或出具有误。`,
    english: `${node}: the counts of expected and accepted reports contradict each other (${why}). The proof was altered, or made wrongly.`,
  };
}

export function digestWrong(place: string, node: string): Fault {
  return {
    reason: "PROOF_DIGEST_WRONG",
    place,
    chinese: `${node} 的摘要重新计算后与证明所写的不同。证明被改动过，或出具有误。`,
    english: `${node}: the digest made anew is not that of the proof. The proof was altered, or made wrongly.`,
  };
}

export function signatureInvalid(signed: boolean): Fault {
  return {
    reason: "SIGNATURE_INVALID",
    place: "root.signature",
    chinese: signed
      ? "签名与所给的公钥不符：合计被改动过，或不是由这把密钥签名的。"
      : "证明没有签名，不能用公钥核对是谁出具的。",
    english: signed
      ? "The signature is not one of the key given: the total was altered, or signed with another key."
      : "The proof has no signature, so that no key can tell who gave it.",
  };
}

function nameOf(cell: number): string {
  return cells[cell]?.printedName ?? String(cell);
}
