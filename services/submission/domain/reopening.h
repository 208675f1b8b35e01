// A corrected report puts the verdicts on the report of the year after in question.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"
#include "services/submission/domain/filing_edit.h"

namespace nianbao::submission {

// Asks the rules again about the accepted revision and the one in progress that the same organ, and each that took its
// work over in the year after, has in the same scope for the year after, compared with the correction that is about to
// stand in `corrected`. Filings without such revisions are left out. When the rules cannot be asked, the revisions lose
// their verdict. Errors: the store's.
absl::StatusOr<std::vector<FilingEdit>> ReopenYearAfter(const Deps& deps, const Caller& caller,
                                                        const std::string& request_id, const v1::Filing& corrected,
                                                        const form::v1::AnnualReport& correction);

}  // namespace nianbao::submission
