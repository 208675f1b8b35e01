#include "services/aggregation/domain/proof/sealed_trees.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/proof/signed_root.h"
#include "libs/status/try.h"

namespace nianbao::aggregation {
namespace {

std::string KeyOf(const proof::TreeId& id) {
  return absl::StrCat(id.position.log_id(), "/", id.position.sequence(), "/", id.position.digest(), "/", id.algorithm);
}

}  // namespace

SealedTrees::SealedTrees(std::shared_ptr<const signature::Sm2Key> key, int64_t nodes_max)
    : key_(std::move(key)), nodes_max_(nodes_max) {}

std::shared_ptr<const SealedTree> SealedTrees::Find(const proof::TreeId& id) const {
  const std::string key = KeyOf(id);
  absl::MutexLock lock(&mutex_);
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) { return kept.key == key; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return found->tree;
}

absl::StatusOr<std::shared_ptr<const SealedTree>> SealedTrees::FindOrMake(const proof::TreeId& id,
                                                                          std::vector<proof::SumNode> nodes) {
  absl::MutexLock making(&making_);
  if (std::shared_ptr<const SealedTree> made = Find(id)) return made;
  ASSIGN_OR_RETURN(proof::SumTree sums, proof::SumTree::Make(id, std::move(nodes)));
  v1::SignedRoot root = sums.Root();
  if (key_ != nullptr) RETURN_IF_ERROR(proof::Sign(*key_, root));
  auto tree = std::make_shared<const SealedTree>(SealedTree{std::move(sums), std::move(root)});
  Keep(KeyOf(id), tree);
  return tree;
}

void SealedTrees::Keep(std::string key, std::shared_ptr<const SealedTree> tree) {
  absl::MutexLock lock(&mutex_);
  int64_t nodes = tree->sums.size();
  kept_.push_front({std::move(key), std::move(tree)});
  for (auto kept = std::next(kept_.begin()); kept != kept_.end();) {
    nodes += kept->tree->sums.size();
    kept = nodes > nodes_max_ ? kept_.erase(kept) : std::next(kept);
  }
}

}  // namespace nianbao::aggregation
