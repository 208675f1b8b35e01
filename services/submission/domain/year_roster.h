// Who must report for a year, in which tree.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "services/submission/domain/frozen_roster.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// A report that must be filed. The organ stands in the tree of the year.
struct ExpectedFiling {
  const organ::v1::Organ* organ = nullptr;
  form::v1::Scope scope = form::v1::SCOPE_UNSPECIFIED;
};

class YearRoster {
 public:
  // Exactly one of the two is given.
  explicit YearRoster(std::shared_ptr<const FrozenRoster> frozen) : frozen_(std::move(frozen)) {}
  explicit YearRoster(std::shared_ptr<const Roster> live) : live_(std::move(live)) {}

  bool frozen() const { return frozen_ != nullptr; }
  const Roster& tree() const { return frozen() ? frozen_->tree() : *live_; }

  // What the organ itself must file: nothing below a node that is closed, and of such a node its summary alone.
  std::vector<ExpectedFiling> OfOrgan(const organ::v1::Organ& organ) const;
  // What the organ and all below it must file, parents before children; all trees for "".
  std::vector<ExpectedFiling> OfSubtree(absl::string_view node) const;

 private:
  bool IsClosed(absl::string_view organ) const;
  bool IsBelowClosed(const organ::v1::Organ& organ) const;

  std::shared_ptr<const FrozenRoster> frozen_;
  std::shared_ptr<const Roster> live_;
};

// The frozen list of the year; or else the tree of the year's end, or of today before that.
absl::StatusOr<YearRoster> ReadYearRoster(const StoreReader& store, int32_t year, absl::string_view today);

}  // namespace nianbao::submission
