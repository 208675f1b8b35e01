// The trees of sealed nodes, kept because their digests are dear.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "libs/proof/sum_tree.h"
#include "libs/signature/sm2.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::aggregation {

struct SealedTree {
  proof::SumTree sums;
  // Signed if there is a key.
  v1::SignedRoot root;
};

// A tree is known by the event that sealed its top, vouched for by the chain of its log, and by its algorithm: what
// comes later cannot change it. Thread-safe.
class SealedTrees {
 public:
  // key: signs the roots; nullptr: they are not signed. nodes_max: how many nodes the trees that are kept have
  // together; the one made last is kept whatever its size.
  explicit SealedTrees(std::shared_ptr<const signature::Sm2Key> key, int64_t nodes_max = 400'000);

  // nullptr when it is not kept.
  std::shared_ptr<const SealedTree> Find(const proof::TreeId& id) const;
  // Makes the tree and keeps it; of several that are made at once one, so that all callers get the same signature. One
  // is made at a time: those of a nation take seconds. Errors: as SumTree::Make; INTERNAL SIGNATURE_FAILED.
  absl::StatusOr<std::shared_ptr<const SealedTree>> FindOrMake(const proof::TreeId& id,
                                                               std::vector<proof::SumNode> nodes);

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const SealedTree> tree;
  };

  void Keep(std::string key, std::shared_ptr<const SealedTree> tree);

  const std::shared_ptr<const signature::Sm2Key> key_;
  const int64_t nodes_max_;
  absl::Mutex making_;
  mutable absl::Mutex mutex_;
  // The one used last stands first.
  mutable std::list<Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregation
