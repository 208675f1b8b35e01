#include "services/submission/domain/review_guard.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {

absl::Status CheckReviewer(const FilingEdit& edit, Action action, const Caller& caller) {
  RETURN_IF_ERROR(edit.Check(action));
  if (edit.RevisionFor(action).submitter() != caller.name) return absl::OkStatus();
  return status::Error(absl::StatusCode::kFailedPrecondition, "REVIEWER_IS_SUBMITTER",
                       absl::StrCat("caller: got ", caller.name, ", want somebody other than the submitter"))
      .Meta("filing", edit.filing().name())
      .Meta("submitter", caller.name)
      .Precondition("REVIEWER", edit.filing().name(), "the submitter may not review the report")
      .Chinese(absl::StrCat("这份年报由 ", caller.name, " 报送，不能由本人审核。请由其他人员审核。"));
}

}  // namespace nianbao::submission
