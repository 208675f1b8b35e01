#include "services/submission/domain/reopening.h"

#include <utility>
#include <vector>

#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/rule_check.h"

namespace nianbao::submission {
namespace {

std::vector<v1::Revision*> RevisionsOf(v1::Filing& filing) {
  std::vector<v1::Revision*> revisions;
  if (filing.has_effective_revision()) revisions.push_back(filing.mutable_effective_revision());
  if (filing.has_open_revision()) revisions.push_back(filing.mutable_open_revision());
  return revisions;
}

}  // namespace

absl::StatusOr<std::optional<FilingEdit>> ReopenYearAfter(const Deps& deps, const Caller& caller,
                                                          const std::string& request_id, const v1::Filing& changed,
                                                          const PriorChange& change) {
  const std::string name = FilingName({changed.organ(), changed.year() + 1, changed.scope()});
  ASSIGN_OR_RETURN(std::optional<FilingSnapshot> before, deps.store.FindFiling(name));
  if (!before.has_value()) return std::nullopt;
  FilingEdit edit(*std::move(before), caller, request_id);
  const std::vector<v1::Revision*> revisions = RevisionsOf(edit.filing());
  if (revisions.empty()) return std::nullopt;

  absl::StatusOr<Judgement> judgement;
  for (v1::Revision* const revision : revisions) {
    // Rules that were away a moment ago are not waited for again.
    if (status::ReasonOf(judgement.status()) != "VALIDATION_UNAVAILABLE") {
      judgement = Judge(deps, edit.filing(), revision->report(), &change);
    }
    edit.Reopen(judgement, changed.name(), *revision);
  }
  return edit;
}

bool internal::IsOvertaken(const absl::Status& refusal, absl::string_view filing) {
  return status::ReasonOf(refusal) == "ETAG_MISMATCH" && status::MetaOf(refusal, "filing") != filing;
}

}  // namespace nianbao::submission
