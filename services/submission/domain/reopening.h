// A report that comes in, is corrected or goes puts the verdicts on the report of the year after in question.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/deps.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/validation_context.h"

namespace nianbao::submission {

// Asks the rules again about the accepted revision and the one in progress that the same organ, and each that took its
// work over in the year after, has in the same scope for the year after, compared with the report that is about to
// stand in `changed`, or with none. Filings without such revisions are left out. When the rules cannot be asked, the
// revisions lose their verdict. Errors: the store's.
absl::StatusOr<std::vector<FilingEdit>> ReopenYearAfter(const Deps& deps, const Caller& caller,
                                                        const std::string& request_id, const v1::Filing& changed,
                                                        const form::v1::AnnualReport* report);

namespace internal {

// So often is a change decided anew because the filing of the year after was changed meanwhile.
constexpr int kReopeningTriesMax = 3;

// Whether somebody changed the filing of the year after while the rules were asked about it: nothing that concerns who
// changes `filing`.
bool IsOvertaken(const absl::Status& refusal, absl::string_view filing);

}  // namespace internal

// Once() for a change of request.filing() that may reopen the year after.
template <typename Response, typename Request, typename Prepare>
absl::StatusOr<Response> OnceWithYearAfter(Store& store, const Caller& caller, absl::string_view method,
                                           const Request& request, Prepare prepare) {
  for (int tries = 1;; ++tries) {
    absl::StatusOr<Response> response = Once<Response>(store, caller, method, request, prepare);
    if (tries == internal::kReopeningTriesMax || !internal::IsOvertaken(response.status(), request.filing())) {
      return response;
    }
  }
}

}  // namespace nianbao::submission
