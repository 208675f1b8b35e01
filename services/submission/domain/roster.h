// The tree of organs on one day.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::submission {

class Roster {
 public:
  Roster() = default;
  // version is the sequence of the last event that touched an organ; 0 for an empty roster.
  Roster(std::vector<organ::v1::Organ> organs, int64_t version);

  // Pointers into the roster stay in it.
  Roster(const Roster&) = delete;
  Roster& operator=(const Roster&) = delete;

  int64_t version() const { return version_; }

  // nullptr when there is none. An organ that is absent is found too, so that its past reports can be dealt with; in
  // the tree it has no place.
  const organ::v1::Organ* Find(absl::string_view name) const;

  // The organs directly below, by name; the tops of all trees for "".
  std::vector<const organ::v1::Organ*> Children(absl::string_view name) const;

  // The organ and all below it; the whole roster for "". Parents before children, siblings by name. Organs that
  // stand on a cycle are left out. Empty for an absent organ.
  std::vector<const organ::v1::Organ*> Subtree(absl::string_view node) const;

  // Name of the organ right below the top of the tree in which this one stands; of the top itself for that. "" when
  // there is no such organ, or it has no place in a tree.
  std::string SubtreeTop(absl::string_view name) const;

 private:
  int64_t version_ = 0;
  std::map<std::string, organ::v1::Organ> organs_;
  // By the parent's name, in the order of names.
  absl::flat_hash_map<std::string, std::vector<const organ::v1::Organ*>> children_;
};

}  // namespace nianbao::submission
