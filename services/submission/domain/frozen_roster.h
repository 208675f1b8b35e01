// The list of those who must report for a year.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "services/submission/domain/roster.h"

namespace nianbao::submission {

class FrozenRoster {
 public:
  // version is the sequence of the last event that touched the list. Lines that are removed may be among them.
  FrozenRoster(std::vector<organ::v1::ExpectedReporter> lines, int64_t version);

  int64_t version() const { return version_; }
  // nullptr for an organ that is not on the list.
  const organ::v1::ExpectedReporter* Find(absl::string_view organ) const;
  // The year's tree.
  const Roster& tree() const { return tree_; }
  size_t size() const { return lines_.size(); }

 private:
  const int64_t version_;
  std::map<std::string, organ::v1::ExpectedReporter, std::less<>> lines_;
  Roster tree_;
};

}  // namespace nianbao::submission
