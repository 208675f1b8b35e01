// Proofs as the terminal shows them.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/session.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::cli {

// Which organ's figures are inside which total, of a proof that was checked.
void PrintProven(const aggregation::v1::Proof& proof);

// SM3 or SHA-256.
std::string HashName(aggregation::v1::DigestAlgorithm algorithm);

// A fault of a proof, with its place. Returns kErrorFindings.
ExitStatus PrintFault(const absl::Status& fault);

// What a proof does not show, whoever checks it.
void PrintNotProven();

}  // namespace nianbao::cli
