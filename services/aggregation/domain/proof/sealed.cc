#include "services/aggregation/domain/proof/sealed.h"

#include <utility>

#include "services/aggregation/domain/proof/sealed_node.h"

namespace nianbao::aggregation {

Sealed LookUp(const Engine& engine, const SealedTrees& trees, int node, proof::TreeId seal) {
  Sealed sealed = {.id = std::move(seal), .made = nullptr, .nodes = {}};
  sealed.made = trees.Find(sealed.id);
  if (sealed.made == nullptr) sealed.nodes = NodesAtSeal(engine, node, sealed.id);
  return sealed;
}

absl::StatusOr<std::shared_ptr<const SealedTree>> MakeSealed(Sealed sealed, SealedTrees& trees) {
  if (sealed.made != nullptr) return sealed.made;
  return trees.FindOrMake(sealed.id, std::move(sealed.nodes));
}

}  // namespace nianbao::aggregation
