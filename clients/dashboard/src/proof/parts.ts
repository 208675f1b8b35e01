// Messages inside a proof that may be left out: then every field is empty or 0.
import { create } from "@bufbuild/protobuf";
import { type Coverage, CoverageSchema } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import { type Proof, type ProofNode, type SignedRoot, SignedRootSchema } from "@gen/nianbao/aggregation/v1/proof_pb";
import { type EventToken, EventTokenSchema } from "@gen/nianbao/submission/v1/event_pb";

export function rootOf(proof: Proof): SignedRoot {
  return proof.root ?? create(SignedRootSchema);
}

export function positionOf(root: SignedRoot): EventToken {
  return root.position ?? create(EventTokenSchema);
}

export function coverageOf(message: SignedRoot | ProofNode): Coverage {
  return message.coverage ?? create(CoverageSchema);
}
