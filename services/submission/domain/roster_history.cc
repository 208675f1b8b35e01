#include "services/submission/domain/roster_history.h"

#include <utility>

#include "services/submission/domain/day.h"

namespace nianbao::submission {
namespace {

// Rosters kept, such as those of today and of the ends of the last years.
constexpr size_t kRostersMax = 8;

}  // namespace

const organ::v1::Organ& VersionOn(const OrganVersions& versions, absl::string_view day) {
  return std::prev(versions.upper_bound(day))->second;
}

RosterHistory::RosterHistory(std::vector<organ::v1::Organ> versions, int64_t version) : version_(version) {
  for (organ::v1::Organ& organ : versions) {
    const std::string& name = organ.name();
    const std::string& day = organ.from_day();
    ever_below_[organ.parent()].insert(name);
    days_.insert(day);
    for (const std::string& predecessor : organ.predecessors()) {
      predecessors_[name].push_back({YearOf(day), predecessor});
      successors_[predecessor].push_back({YearOf(day), name});
    }
    OrganVersions& standing = organs_[name];
    standing.insert_or_assign(std::string(day), std::move(organ));
  }
}

const OrganVersions* RosterHistory::VersionsOf(absl::string_view name) const {
  const auto it = organs_.find(name);
  return it == organs_.end() ? nullptr : &it->second;
}

const organ::v1::Organ* RosterHistory::At(absl::string_view name, absl::string_view day) const {
  const OrganVersions* const versions = VersionsOf(name);
  return versions == nullptr ? nullptr : &VersionOn(*versions, day);
}

const std::set<std::string>& RosterHistory::EverBelow(absl::string_view name) const {
  static const std::set<std::string>& kNone = *new std::set<std::string>();
  const auto it = ever_below_.find(name);
  return it == ever_below_.end() ? kNone : it->second;
}

std::shared_ptr<const Roster> RosterHistory::On(absl::string_view day) const {
  const auto after = days_.upper_bound(day);
  const std::string from = after == days_.begin() ? "" : *std::prev(after);
  absl::MutexLock lock(&mutex_);
  if (const auto it = rosters_.find(from); it != rosters_.end()) return it->second;
  std::vector<organ::v1::Organ> organs;
  organs.reserve(organs_.size());
  for (const auto& [name, versions] : organs_) organs.push_back(VersionOn(versions, from));
  if (rosters_.size() == kRostersMax) rosters_.erase(rosters_.begin());
  return rosters_[from] = std::make_shared<const Roster>(std::move(organs), version_);
}

std::vector<std::string> RosterHistory::PredecessorsIn(absl::string_view name, int32_t year) const {
  return Reach(predecessors_, name, year);
}

std::vector<std::string> RosterHistory::SuccessorsIn(absl::string_view name, int32_t year) const {
  return Reach(successors_, name, year);
}

std::vector<std::string> RosterHistory::Reach(const Successions& successions, absl::string_view name, int32_t year) {
  std::set<std::string> reached;
  std::vector<std::string> pending = {std::string(name)};
  while (!pending.empty()) {
    const std::string at = std::move(pending.back());
    pending.pop_back();
    const auto it = successions.find(at);
    if (it == successions.end()) continue;
    for (const Succession& succession : it->second) {
      if (succession.year == year && succession.other != name && reached.insert(succession.other).second) {
        pending.push_back(succession.other);
      }
    }
  }
  return {reached.begin(), reached.end()};
}

}  // namespace nianbao::submission
