// What a seal fixes.
#pragma once

#include <optional>
#include <vector>

#include "libs/proof/sum_tree.h"
#include "nianbao/aggregation/v1/proof.pb.h"
#include "services/aggregation/domain/engine.h"

namespace nianbao::aggregation {

// What names the tree that the seal of the node fixed; nullopt when the node is not sealed for the year now.
std::optional<proof::TreeId> SealOf(const Facts& facts, int year, int node, v1::DigestAlgorithm algorithm);

// The node and all that stood below it in the tree of the year at the moment of its seal, the node first. Empty when
// some of them are of another log, in which nothing is fixed by the seal.
std::vector<proof::SumNode> NodesAtSeal(const Engine& engine, int node, const proof::TreeId& seal);

}  // namespace nianbao::aggregation
