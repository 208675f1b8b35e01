// Who may do what where, as the logs said it last.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::aggregation {

// A role that a log gives for a node.
struct GivenRole {
  int source = 0;
  organ::v1::Grant::Role role{};
  // Resource name; "" for all trees of the log.
  std::string node;

  friend auto operator<=>(const GivenRole&, const GivenRole&) = default;
};

class GrantBook {
 public:
  // Forgets what the source said.
  void Forget(int source);
  void Take(int source, const submission::v1::GrantChange& change);

  std::vector<GivenRole> Of(absl::string_view subject) const;

 private:
  absl::flat_hash_map<std::string, absl::btree_set<GivenRole>> roles_;
};

}  // namespace nianbao::aggregation
