// Proofs as `nianbao verify proof --save` writes them and `nianbao verify proof FILE` reads them.
import { fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { type Proof, ProofSchema } from "@gen/nianbao/aggregation/v1/proof_pb";

// undefined when the text is no proof.
export function readProof(text: string): Proof | undefined {
  try {
    return fromJsonString(ProofSchema, text);
  } catch {
    return undefined;
  }
}

export function writeProof(proof: Proof): string {
  return `${toJsonString(ProofSchema, proof)}\n`;
}
