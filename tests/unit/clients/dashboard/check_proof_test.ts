import assert from "node:assert/strict";
import { test } from "node:test";
import { clone } from "@bufbuild/protobuf";
import { DigestAlgorithm, type Proof, ProofSchema, type SignedRoot } from "@gen/nianbao/aggregation/v1/proof_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { checkProof } from "@/proof/check_proof";
import type { Fault } from "@/proof/fault";
import { hexOf } from "@/proof/hex";
import { readProof, writeProof } from "@/proof/proof_file";
import { sha256 } from "@/proof/sha256";
import { checkSignature, signedBytes } from "@/proof/signed_root";
import { sm3 } from "@/proof/sm3";
import { alterationsOf } from "./alterations";
import { golden, goldenKey, goldenProof, present } from "./golden";
import { type Branch, figures, proofOf } from "./sum_tree";

const LARGEST = 2n ** 63n - 1n;

const root = (proof: Proof): SignedRoot => present(proof.root);
const said = (fault: Fault | undefined) => (fault === undefined ? "none" : `${fault.reason} ${fault.place}`);

// The golden proof, changed.
function changed(change: (proof: Proof) => void): Proof {
  const proof = goldenProof();
  change(proof);
  return proof;
}

for (const [name, text] of [
  ["A proof", golden.proof],
  ["A proof of SHA-256", golden.proofOfSha256],
] as const) {
  test(`${name} that real services gave is one, and signed by their key`, () => {
    const proof = goldenProof(text);
    assert.equal(checkProof(proof, { organ: "organs/qinghe-hepan", year: 2023, node: "organs/qinghe" }), undefined);
    assert.equal(checkSignature(root(proof), goldenKey()), undefined);
  });
}

test("A proof that is altered in any one place is refused", () => {
  const key = goldenKey();
  let count = 0;
  const signatureAlone = new Set<string>();
  for (const { what, altered } of alterationsOf(ProofSchema, goldenProof())) {
    count++;
    const fault = checkProof(altered, { organ: "organs/qinghe-hepan" });
    if (fault !== undefined) continue;
    signatureAlone.add(what);
    assert.notEqual(checkSignature(root(altered), key), undefined, what);
  }
  // As docs/proofs.md says, without a key two fields remain unchecked.
  assert.deepEqual([...signatureAlone].sort(), [
    "root.position.digest: flipped",
    "root.signature: cut",
    "root.signature: flipped",
    "root.signature: nothing",
  ]);
  assert.ok(count > 1500, `${count} alterations`);
});

test("Digests and signed bytes are those of the example of docs/proofs.md", () => {
  const tree: Branch = {
    node: "organs/a",
    children: [
      { node: "organs/b", own: { 0: 5n, 199: 258n }, accepted: true },
      { node: "organs/c", accepted: false },
    ],
  };
  for (const [algorithm, b, c, a] of [
    [
      DigestAlgorithm.SM3,
      "6366967d72157719c81cb756a650c1ec9d0f56ae3b30646474e006ac26f75834",
      "a3c86bb758cfe54e08d0a16281b69f4d735abaf81a9936ad7cee10adac50bb37",
      "b2b8feb61b7bcdcf4715c02707271aed444a4eebd7e6107ef1ff6df06a348dfb",
    ],
    [
      DigestAlgorithm.SHA256,
      "7349333f110c37f8a44ef92f978e97ed300db2ebc6863bbf833081ab10cf6db5",
      "c7cccecd280e08d4e9e081f96f582af5fa63156ddcac9c356455a82952eb3639",
      "82db983f75968a50c059ca1c5087e3766047e75a8e717e73fcdf90be3bd1999d",
    ],
  ] as const) {
    const proof = proofOf(tree, algorithm);
    assert.equal(said(checkProof(proof)), "none");
    assert.deepEqual(
      [...(proof.path[0]?.children ?? []), root(proof)].map(({ digest }) => hexOf(digest)),
      [b, c, a],
    );
  }
  const signed = signedBytes(root(proofOf(tree)));
  assert.equal(signed.length, 1842);
  assert.equal(hexOf(sm3(signed)), "5bd73a6790ad6bbe4bf4f303282de9fc538bcd76114528eef4810efed65f3e1f");
  const signed256 = signedBytes(root(proofOf(tree, DigestAlgorithm.SHA256)));
  assert.equal(hexOf(sha256(signed256)), "6aeeb99a4bc3873ec97b696646b769e523e9f696c3540c98486cbd1cb5a7812f");
});

test("A refusal says what is wrong and where", () => {
  const cases: [string, (proof: Proof) => void][] = [
    ["PROOF_MALFORMED root.algorithm", (proof) => delete proof.root],
    ["PROOF_MALFORMED root.algorithm", (proof) => (root(proof).algorithm = 3 as DigestAlgorithm)],
    ["PROOF_MALFORMED root.node", (proof) => (root(proof).node = "")],
    ["PROOF_MALFORMED root.position.log_id", (proof) => delete root(proof).position],
    ["PROOF_MALFORMED root.year", (proof) => (root(proof).year = 0)],
    ["PROOF_MALFORMED root.position.sequence", (proof) => (present(root(proof).position).sequence = 0n)],
    ["PROOF_MALFORMED root.position.digest", (proof) => (present(root(proof).position).digest = new Uint8Array(31))],
    ["PROOF_MALFORMED root.digest", (proof) => (root(proof).digest = new Uint8Array(33))],
    ["PROOF_MALFORMED root.sums", (proof) => root(proof).sums.pop()],
    ["FIGURE_NEGATIVE root.sums", (proof) => (root(proof).sums[3] = -1n)],
    ["PROOF_COVERAGE_WRONG root.coverage", (proof) => present(root(proof).coverage).expected++],
    ["PROOF_MALFORMED path", (proof) => (proof.path = [])],
    ["PROOF_MALFORMED path[0].node", (proof) => proof.path.shift()],
    ["PROOF_COVERAGE_WRONG root.coverage", (proof) => present(proof.path[0]?.coverage).late++],
    ["PROOF_SUM_WRONG root.sums", (proof) => (root(proof).sums[199] = root(proof).sums[199] === 0n ? 1n : 0n)],
    ["PROOF_DIGEST_WRONG root.digest", (proof) => (present(root(proof).position).logId = "another")],
    ["PROOF_DIGEST_WRONG root.digest", (proof) => (present(root(proof).position).sequence = 15n)],
    ["PROOF_DIGEST_WRONG root.digest", (proof) => (root(proof).year = 2024)],
    ["PROOF_DIGEST_WRONG root.digest", (proof) => (root(proof).algorithm = DigestAlgorithm.SHA256)],
    ["PROOF_MALFORMED path[1].node", (proof) => proof.path.splice(1, 1)],
    ["PROOF_MALFORMED path[2].scope", (proof) => (present(proof.path[2]).scope = 3 as Scope)],
    ["PROOF_MALFORMED path[2].scope", (proof) => (present(proof.path[2]).scope = Scope.UNSPECIFIED)],
    ["PROOF_MALFORMED path[1].scope", (proof) => (present(proof.path[1]).scope = Scope.ROLL_UP)],
    ["PROOF_MALFORMED path[2].own", (proof) => present(proof.path[2]).own.fill(0n)],
    ["PROOF_SUM_WRONG path[1].children[1].sums", (proof) => (present(proof.path[2]).own = [])],
    ["PROOF_COVERAGE_WRONG path[2].coverage", (proof) => present(proof.path[2]?.coverage).missing++],
    ["PROOF_MALFORMED path[1].children[1].node", (proof) => proof.path[1]?.children.reverse()],
    ["PROOF_MALFORMED path[0].children[1].node", (proof) => (present(proof.path[0]?.children[1]).node = "organs/qi")],
    ["PROOF_OF_ANOTHER path", (proof) => proof.path.pop()],
  ];
  for (const [want, change] of cases) {
    const proof = changed(change);
    const fault = checkProof(proof, { organ: "organs/qinghe-hepan" });
    assert.equal(said(fault), want, String(change));
    assert.match(fault?.chinese ?? "", /[\u4e00-\u9fff]/);
    assert.notEqual(fault?.english ?? "", "");
  }
});

test("A proof of another organ, node or year is none of the one in mind", () => {
  const proof = goldenProof();
  assert.equal(said(checkProof(proof, { organ: "organs/qinghe-luting" })), "PROOF_OF_ANOTHER path");
  assert.equal(said(checkProof(proof, { node: "organs/qinghe-luting" })), "PROOF_OF_ANOTHER root.node");
  assert.equal(said(checkProof(proof, { year: 2024 })), "PROOF_OF_ANOTHER root.year");
});

test("A hidden figure cannot be made up for by a negative one, though all adds up", () => {
  const tree = (b: bigint, c: bigint): Branch => ({
    node: "organs/a",
    children: [
      { node: "organs/b", own: { 7: b }, accepted: true },
      { node: "organs/c", own: { 7: c }, accepted: true },
    ],
  });
  assert.equal(said(checkProof(proofOf(tree(5n, 6n)))), "none");
  assert.equal(said(checkProof(proofOf(tree(-5n, 16n)))), "FIGURE_NEGATIVE path[0].children[0].sums");
  assert.equal(
    said(checkProof(proofOf({ node: "organs/a", own: { 0: -1n }, children: [] }))),
    "FIGURE_NEGATIVE root.sums",
  );
});

test("A sum that runs over 64 bits is none", () => {
  const tree = (own: bigint): Branch => ({
    node: "organs/a",
    own: { 7: own },
    accepted: true,
    children: [{ node: "organs/b", own: { 7: LARGEST }, accepted: true }],
  });
  assert.equal(said(checkProof(proofOf(tree(0n)))), "none");
  const over = proofOf(tree(1n));
  // As a service would that does not look: -2^63 is refused as negative before, so that only a sum that runs over twice
  // comes back to a count.
  assert.equal(said(checkProof(over)), "FIGURE_NEGATIVE root.sums");
  root(over).sums = figures({ 7: 0n, 8: 1n });
  assert.equal(said(checkProof(over)), "SUM_OVERFLOW path[0]");
});

test("Names are in the order of their bytes", () => {
  // Their order as UTF-16 is the other one.
  const names = ["organs/\uffee", "organs/\u{1f300}"];
  const children = names.map((node, i) => ({ node, own: { 0: BigInt(i + 1) }, accepted: true }));
  assert.equal(said(checkProof(proofOf({ node: "organs/a", children }))), "none");
  assert.equal(
    said(checkProof(proofOf({ node: "organs/a", children: children.reverse() }))),
    "PROOF_MALFORMED path[0].children[1].node",
  );
});

test("A signature needs the key that made it", () => {
  const proof = goldenProof();
  const other = { point: { ...goldenKey().point, y: goldenKey().point.y + 1n } };
  assert.equal(said(checkSignature(root(proof), other)), "SIGNATURE_INVALID root.signature");
  root(proof).signature = new Uint8Array();
  const fault = checkSignature(root(proof), goldenKey());
  assert.equal(said(fault), "SIGNATURE_INVALID root.signature");
  assert.match(fault?.chinese ?? "", /没有签名/);
});

test("A proof is written as the command line reads it, and read as the command line wrote it", () => {
  const proof = goldenProof();
  const again = readProof(writeProof(proof));
  assert.deepEqual(again, proof);
  assert.deepEqual(JSON.parse(writeProof(proof)), JSON.parse(golden.proof));
  for (const text of ["", "[]", "no proof", '{"root":1}', golden.heads, '{"route":{}}']) {
    assert.equal(readProof(text), undefined, text);
  }
});

test("Checking leaves the proof as it is", () => {
  const proof = goldenProof();
  const before = clone(ProofSchema, proof);
  checkProof(proof);
  checkSignature(root(proof), goldenKey());
  assert.deepEqual(proof, before);
});
