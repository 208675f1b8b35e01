#include "services/submission/domain/roster_draft.h"

#include <utility>

namespace nianbao::submission {

void RosterDraft::Put(const organ::v1::Organ& version) {
  const auto [it, first_time] = changed_.try_emplace(version.name());
  if (first_time) {
    touched_.push_back(version.name());
    if (const OrganVersions* const standing = history_.VersionsOf(version.name()); standing != nullptr) {
      it->second = *standing;
    } else if (!version.from_day().empty()) {
      organ::v1::Organ before = version;
      before.clear_from_day();
      before.clear_predecessors();
      before.clear_changes();
      before.set_absent(true);
      Write(before);
    }
  }
  Write(version);
}

void RosterDraft::Write(const organ::v1::Organ& version) {
  changed_[version.name()].insert_or_assign(version.from_day(), version);
  days_.insert(version.from_day());
  puts_.push_back(version);
}

const OrganVersions* RosterDraft::VersionsOf(absl::string_view name) const {
  const auto it = changed_.find(name);
  return it == changed_.end() ? history_.VersionsOf(name) : &it->second;
}

const organ::v1::Organ* RosterDraft::At(absl::string_view name, absl::string_view day) const {
  const OrganVersions* const versions = VersionsOf(name);
  return versions == nullptr ? nullptr : &VersionOn(*versions, day);
}

std::vector<std::string> RosterDraft::ChildrenOn(absl::string_view parent, absl::string_view day) const {
  const auto stands_below = [&](absl::string_view name) {
    const organ::v1::Organ& organ = *At(name, day);
    return !organ.absent() && organ.parent() == parent;
  };
  std::set<std::string> children;
  for (const std::string& name : history_.EverBelow(parent)) {
    if (stands_below(name)) children.insert(name);
  }
  for (const std::string& name : touched_) {
    if (stands_below(name)) children.insert(name);
  }
  return {children.begin(), children.end()};
}

std::vector<std::string> RosterDraft::Days() const {
  if (days_.empty()) return {};
  std::set<std::string> days = days_;
  days.insert(history_.days().lower_bound(*days_.begin()), history_.days().end());
  return {days.begin(), days.end()};
}

std::vector<organ::v1::Organ> RosterDraft::Writes(absl::string_view today) const {
  std::vector<organ::v1::Organ> writes = puts_;
  absl::flat_hash_map<std::string, std::string> last_day;
  for (const organ::v1::Organ& put : puts_) last_day[put.name()] = put.from_day();
  for (const std::string& name : touched_) {
    const organ::v1::Organ& stands = *At(name, today);
    if (stands.from_day() != last_day[name]) writes.push_back(stands);
  }
  return writes;
}

}  // namespace nianbao::submission
