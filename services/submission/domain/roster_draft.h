// A change of the roster in the making.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/domain/roster_history.h"

namespace nianbao::submission {

// The history as it would be. The history it begins with must outlive it.
class RosterDraft {
 public:
  explicit RosterDraft(const RosterHistory& history) : history_(history) {}

  // Puts a version, in the place of that of the same day if there is one. An organ that never was does not exist
  // before.
  void Put(const organ::v1::Organ& version);

  // As those of RosterHistory. A pointer is good until the organ's next Put.
  const OrganVersions* VersionsOf(absl::string_view name) const;
  const organ::v1::Organ* At(absl::string_view name, absl::string_view day) const;

  // The organs that stand directly below another on a day, by name.
  std::vector<std::string> ChildrenOn(absl::string_view parent, absl::string_view day) const;
  // The organs that were put, in order.
  const std::vector<std::string>& touched() const { return touched_; }
  bool Touches(absl::string_view name) const { return changed_.contains(name); }
  // The days, from the first that is touched on, on which anything changes.
  std::vector<std::string> Days() const;

  // What is to be written, in order: each version that was put, and after those of an organ the one that stands today,
  // unless it came last.
  std::vector<organ::v1::Organ> Writes(absl::string_view today) const;

 private:
  void Write(const organ::v1::Organ& version);

  const RosterHistory& history_;
  // All versions of the organs that were put.
  absl::flat_hash_map<std::string, OrganVersions> changed_;
  std::vector<std::string> touched_;
  std::vector<organ::v1::Organ> puts_;
  std::set<std::string> days_;
};

}  // namespace nianbao::submission
