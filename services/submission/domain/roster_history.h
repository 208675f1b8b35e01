// Every organ through time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/domain/roster.h"

namespace nianbao::submission {

// The versions of one organ by the day from which each holds. The first holds from the beginning: "".
using OrganVersions = std::map<std::string, organ::v1::Organ, std::less<>>;

// The version that holds on a day. There must be one from the beginning.
const organ::v1::Organ& VersionOn(const OrganVersions& versions, absl::string_view day);

// Thread-safe.
class RosterHistory {
 public:
  RosterHistory() = default;
  // version is the sequence of the last event that touched an organ; 0 for an empty roster.
  RosterHistory(std::vector<organ::v1::Organ> versions, int64_t version);

  RosterHistory(const RosterHistory&) = delete;
  RosterHistory& operator=(const RosterHistory&) = delete;

  int64_t version() const { return version_; }

  // nullptr for an organ that never was.
  const OrganVersions* VersionsOf(absl::string_view name) const;
  // The organ on a day, perhaps absent; nullptr for one that never was.
  const organ::v1::Organ* At(absl::string_view name, absl::string_view day) const;
  const std::map<std::string, OrganVersions, std::less<>>& organs() const { return organs_; }
  // Organs that at some time stood directly below this one.
  const std::set<std::string>& EverBelow(absl::string_view name) const;
  // The days on which anything changes.
  const std::set<std::string, std::less<>>& days() const { return days_; }

  // The roster of a day.
  std::shared_ptr<const Roster> On(absl::string_view day) const;

  // The organs whose work this one took over in the course of a year, directly or through others, by name.
  std::vector<std::string> PredecessorsIn(absl::string_view name, int32_t year) const;
  // The organs that took its work over in the course of a year, directly or through others, by name.
  std::vector<std::string> SuccessorsIn(absl::string_view name, int32_t year) const;

 private:
  struct Succession {
    int32_t year;
    std::string other;
  };
  using Successions = absl::flat_hash_map<std::string, std::vector<Succession>>;

  static std::vector<std::string> Reach(const Successions& successions, absl::string_view name, int32_t year);

  int64_t version_ = 0;
  std::map<std::string, OrganVersions, std::less<>> organs_;
  absl::flat_hash_map<std::string, std::set<std::string>> ever_below_;
  std::set<std::string, std::less<>> days_;
  Successions predecessors_;
  Successions successors_;

  mutable absl::Mutex mutex_;
  // Rosters asked for, by the day from which they hold.
  mutable std::map<std::string, std::shared_ptr<const Roster>> rosters_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::submission
