// One organ in the tree, with the figures it carries.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/container/btree_map.h"
#include "services/aggregation/domain/contribution.h"
#include "services/aggregation/domain/own_filing.h"

namespace nianbao::aggregation {

struct Node {
  std::string name;
  std::string title;
  // False as long as only children have named this organ.
  bool known = false;
  bool owes_own = false;

  // Where the roster puts it, and where it hangs: the two differ only while OrganTree has moves to make.
  std::string wanted_parent;
  Node* parent = nullptr;
  absl::btree_map<std::string, Node*> children;

  absl::btree_map<int, OwnFiling> own;
  // By year, what strict descendants add. A leaf has none: most organs are leaves.
  absl::btree_map<int, std::unique_ptr<Contribution>> below;
  // Organs that owe an own report, this one and all below.
  int owing = 0;
  // Sequence of the last event that changed anything a reader can see of this node.
  int64_t changed_at = 0;
};

}  // namespace nianbao::aggregation
