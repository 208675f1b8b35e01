// Proofs as the terminal shows them.
#pragma once

#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::cli {

// Which organ's figures are inside which total, of a proof that was checked.
void PrintProven(const aggregation::v1::Proof& proof);

// What a proof does not show, whoever checks it.
void PrintNotProven();

}  // namespace nianbao::cli
