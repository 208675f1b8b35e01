#include "services/aggregation/domain/facts/organ_index.h"

namespace nianbao::aggregation {

int OrganIndex::FindOrAdd(absl::string_view name) {
  if (const int known = Find(name); known != kNoOrgan) return known;
  const int organ = size();
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), organ);
  return organ;
}

int OrganIndex::Find(absl::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? kNoOrgan : found->second;
}

}  // namespace nianbao::aggregation
