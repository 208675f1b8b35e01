// Organs as small numbers.
#pragma once

#include <deque>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregation {

inline constexpr int kNoOrgan = -1;

// Gives each resource name a number, from 0, in the order in which names turn up. Numbers are for this process alone.
class OrganIndex {
 public:
  int FindOrAdd(absl::string_view name);
  // kNoOrgan when the name never turned up.
  int Find(absl::string_view name) const;

  const std::string& name(int organ) const { return names_[organ]; }
  int size() const { return static_cast<int>(names_.size()); }

 private:
  // A deque keeps its strings in place, so that the map can refer to them.
  std::deque<std::string> names_;
  absl::flat_hash_map<absl::string_view, int> numbers_;
};

}  // namespace nianbao::aggregation
