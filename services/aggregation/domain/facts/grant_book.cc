#include "services/aggregation/domain/facts/grant_book.h"

namespace nianbao::aggregation {

void GrantBook::Forget(int source) {
  for (auto& [subject, roles] : roles_) {
    absl::erase_if(roles, [source](const GivenRole& role) { return role.source == source; });
  }
}

void GrantBook::Take(int source, const submission::v1::GrantChange& change) {
  GivenRole role{source, change.grant().role(), change.grant().node()};
  absl::btree_set<GivenRole>& roles = roles_[change.grant().subject()];
  if (change.revoked()) {
    roles.erase(role);
  } else {
    roles.insert(std::move(role));
  }
}

std::vector<GivenRole> GrantBook::Of(absl::string_view subject) const {
  const auto found = roles_.find(subject);
  if (found == roles_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

}  // namespace nianbao::aggregation
