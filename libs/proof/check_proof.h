// The check that anyone can make of a proof, without any service.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::proof {

// What a proof has to be about; what is empty or 0 may be anything. A proof that is cut short is one of a node above
// the organ, so that whoever has an organ in mind says so.
struct Subject {
  std::string organ{};
  int year = 0;
  // The sealed node.
  std::string node{};
};

// OK when all that the proof shows adds up and its digests lead to the root. Whether the root is to be believed its
// signature says: CheckSignature.
// INVALID_ARGUMENT PROOF_MALFORMED, PROOF_OF_ANOTHER; FAILED_PRECONDITION FIGURE_NEGATIVE; OUT_OF_RANGE SUM_OVERFLOW;
// DATA_LOSS PROOF_SUM_WRONG, PROOF_COVERAGE_WRONG, PROOF_DIGEST_WRONG. Metadata `place` names the field.
absl::Status CheckProof(const aggregation::v1::Proof& proof, const Subject& subject = {});

}  // namespace nianbao::proof
