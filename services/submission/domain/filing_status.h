// Where the expected filings of a year are.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "services/submission/domain/store.h"
#include "services/submission/domain/year_roster.h"

namespace nianbao::submission {

// The statuses of what the organs of a subtree must file, without reports and findings, in the order of
// YearRoster::OfSubtree. `today` tells what is overdue. Errors: the store's.
absl::StatusOr<std::vector<directory::v1::FilingStatus>> ReadStatuses(const StoreReader& store,
                                                                      const YearRoster& reporters,
                                                                      absl::string_view node, int32_t year,
                                                                      absl::string_view today);

// Whether it is submitted, or accepted.
bool IsFiled(const directory::v1::FilingStatus& status);
// Whether it was returned and not submitted again, with nothing accepted.
bool IsReturned(const directory::v1::FilingStatus& status);

// Adds a status to the counts of a subtree.
void Count(const directory::v1::FilingStatus& status, directory::v1::FilingCounts& counts);

}  // namespace nianbao::submission
