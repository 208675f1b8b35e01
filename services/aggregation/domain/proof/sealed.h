// The tree that a seal fixed, or what it is to be made of.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "services/aggregation/domain/engine.h"
#include "services/aggregation/domain/proof/sealed_trees.h"

namespace nianbao::aggregation {

struct Sealed {
  proof::TreeId id;
  // nullptr when it is not kept.
  std::shared_ptr<const SealedTree> made;
  // What it is made of, unless it is made already.
  std::vector<proof::SumNode> nodes;

  // There is no such tree.
  bool is_of_several_logs() const { return made == nullptr && nodes.empty(); }
};

Sealed LookUp(const Engine& engine, const SealedTrees& trees, int node, proof::TreeId seal);

// Takes long for a large tree. Errors: as SealedTrees::FindOrMake.
absl::StatusOr<std::shared_ptr<const SealedTree>> MakeSealed(Sealed sealed, SealedTrees& trees);

}  // namespace nianbao::aggregation
