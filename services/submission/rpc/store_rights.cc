#include "services/submission/rpc/store_rights.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "libs/status/try.h"

namespace nianbao::submission {
namespace {

// Of one subject. Those beyond it do not count.
constexpr int kGrantsMax = 10000;

}  // namespace

absl::StatusOr<access::Standing> StoreRights::StandingOf(const std::string& subject) const {
  ASSIGN_OR_RETURN(const std::vector<organ::v1::KeptGrant> kept,
                   store_.ListGrants({.subject = subject, .limit = kGrantsMax}));
  ASSIGN_OR_RETURN(std::shared_ptr<const Roster> roster, store_.ReadRoster());
  access::Standing standing;
  for (const organ::v1::KeptGrant& grant : kept) standing.grants.push_back(grant.grant());
  standing.above = [roster = std::move(roster)](absl::string_view organ) -> std::optional<std::string> {
    const organ::v1::Organ* const found = roster->Find(organ);
    if (found == nullptr) return std::nullopt;
    return found->parent();
  };
  return standing;
}

}  // namespace nianbao::submission
