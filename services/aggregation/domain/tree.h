// The tree of organs.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/aggregation/domain/node.h"

namespace nianbao::aggregation {

// Hangs nodes where the roster wants them. The events of one roster change come one by one, so a parent may come after
// its child, and two organs that swap places are each other's parent for a moment. A node whose wanted parent hangs
// below it therefore stands at the top until that is resolved.
class OrganTree {
 public:
  // A step towards the wanted places. to is nullptr for the top.
  struct Move {
    Node* node;
    Node* to;
  };

  // The node of this name, or nullptr. A node that only children have named is found too, with known false.
  Node* Find(absl::string_view name) const;

  // Takes over title, duty and wanted parent; links stay. Call NextMove until it has none.
  Node& Put(const organ::v1::Organ& organ);

  // The next step that can be made, in the order of names.
  std::optional<Move> NextMove();
  void Make(const Move& move);

 private:
  Node& FindOrAdd(const std::string& name);

  absl::flat_hash_map<std::string, std::unique_ptr<Node>> nodes_;
  absl::btree_set<std::string> misplaced_;
};

}  // namespace nianbao::aggregation
