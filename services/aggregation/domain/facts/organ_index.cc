#include "services/aggregation/domain/facts/organ_index.h"

#include <algorithm>
#include <numeric>

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

std::vector<int> OrganIndex::ByName() const {
  std::vector<int> order(names_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return names_[a] < names_[b]; });
  return order;
}

}  // namespace nianbao::aggregation
