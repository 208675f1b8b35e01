#include "services/submission/domain/roster.h"

#include <utility>

namespace nianbao::submission {

Roster::Roster(std::vector<organ::v1::Organ> organs, int64_t version) : version_(version) {
  for (organ::v1::Organ& organ : organs) {
    std::string name = organ.name();
    organs_.insert_or_assign(std::move(name), std::move(organ));
  }
  for (const auto& [name, organ] : organs_) {
    // One without a name stands nowhere: it would be above the tops, and above itself.
    if (!organ.absent() && !name.empty()) children_[organ.parent()].push_back(&organ);
  }
}

const organ::v1::Organ* Roster::Find(absl::string_view name) const {
  const auto it = organs_.find(std::string(name));
  return it == organs_.end() ? nullptr : &it->second;
}

std::vector<const organ::v1::Organ*> Roster::Children(absl::string_view name) const {
  const auto it = children_.find(name);
  return it == children_.end() ? std::vector<const organ::v1::Organ*>() : it->second;
}

std::vector<const organ::v1::Organ*> Roster::Subtree(absl::string_view node) const {
  std::vector<const organ::v1::Organ*> order;
  std::vector<const organ::v1::Organ*> pending;
  const auto push_children = [&](absl::string_view parent) {
    const auto it = children_.find(parent);
    if (it != children_.end()) pending.insert(pending.end(), it->second.rbegin(), it->second.rend());
  };
  if (node.empty()) {
    push_children("");
  } else if (const organ::v1::Organ* const top = Find(node); top != nullptr && !top->absent()) {
    pending.push_back(top);
  }
  while (!pending.empty()) {
    const organ::v1::Organ* const organ = pending.back();
    pending.pop_back();
    order.push_back(organ);
    push_children(organ->name());
  }
  return order;
}

std::string Roster::SubtreeTop(absl::string_view name) const {
  // Deeper than any tree of organs: what has no top by then stands on a cycle.
  constexpr int kLevelsMax = 32;
  const organ::v1::Organ* below = nullptr;
  const organ::v1::Organ* organ = Find(name);
  for (int level = 0; level < kLevelsMax && organ != nullptr && !organ->absent(); ++level) {
    if (organ->parent().empty()) return below == nullptr ? organ->name() : below->name();
    below = organ;
    organ = Find(organ->parent());
  }
  return "";
}

}  // namespace nianbao::submission
