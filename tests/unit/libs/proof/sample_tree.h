// A small tree of a year, for tests of proofs.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/proof/sum_tree.h"

namespace nianbao::proof {

// Figures by index; the others are 0.
std::shared_ptr<const Figures> FiguresOf(std::initializer_list<std::pair<int, int64_t>> figures);

// The event that sealed the top: number 7 of log-a.
TreeId SampleId(aggregation::v1::DigestAlgorithm algorithm = aggregation::v1::DIGEST_ALGORITHM_SM3);

// A city that files a summary only; a bureau; a district, with an office that has filed, and a station that has not.
std::vector<SumNode> SampleNodes();

// What the tree proves of the organ.
aggregation::v1::Proof ProofOf(const SumTree& tree, const std::string& organ);
// Of the office of the sample tree, signed with the key of the tests.
aggregation::v1::Proof SampleProof();

}  // namespace nianbao::proof
