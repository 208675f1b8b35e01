#include "libs/access/holds.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace nianbao::access {
namespace {

// Trees are not higher: a cycle ends here too.
constexpr int kLevelsMax = 100;

}  // namespace

bool Holds(const Standing& standing, const google::protobuf::RepeatedField<int>& roles, const NamedOrgan& organ) {
  absl::flat_hash_set<absl::string_view> nodes;
  for (const organ::v1::Grant& grant : standing.grants) {
    if (std::find(roles.begin(), roles.end(), grant.role()) != roles.end()) nodes.insert(grant.node());
  }
  if (nodes.empty()) return false;
  if (nodes.contains("")) return true;
  const auto reaches = [&](std::string name) {
    for (int level = 0; level < kLevelsMax && !name.empty(); ++level) {
      std::optional<std::string> above = standing.above(name);
      if (!above.has_value()) return false;
      if (nodes.contains(name)) return true;
      name = *std::move(above);
    }
    return false;
  };
  if (!organ.may_be_new) return reaches(organ.name);
  const bool exists = standing.above(organ.name).has_value();
  if (exists && !reaches(organ.name)) return false;
  return (exists && organ.parent.empty()) || reaches(organ.parent);
}

}  // namespace nianbao::access
