#include "services/submission/domain/reopening.h"

#include <memory>
#include <optional>
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

// nullopt when there is nothing to ask about. `judgement` is the last one, given on another filing perhaps.
absl::StatusOr<std::optional<FilingEdit>> Reopen(const Deps& deps, const Caller& caller, const std::string& request_id,
                                                 const std::string& name, const v1::Filing& changed,
                                                 const PriorChange& change, absl::StatusOr<Judgement>& judgement) {
  ASSIGN_OR_RETURN(std::optional<FilingSnapshot> before, deps.store.FindFiling(name));
  if (!before.has_value()) return std::nullopt;
  FilingEdit edit(*std::move(before), caller, request_id);
  const std::vector<v1::Revision*> revisions = RevisionsOf(edit.filing());
  if (revisions.empty()) return std::nullopt;
  for (v1::Revision* const revision : revisions) {
    // Rules that were away a moment ago are not waited for again.
    if (status::ReasonOf(judgement.status()) != "VALIDATION_UNAVAILABLE") {
      judgement = Judge(deps, edit.filing(), revision->report(), &change);
    }
    edit.Reopen(judgement, changed.name(), *revision);
  }
  return edit;
}

}  // namespace

absl::StatusOr<std::vector<FilingEdit>> ReopenYearAfter(const Deps& deps, const Caller& caller,
                                                        const std::string& request_id, const v1::Filing& changed,
                                                        const form::v1::AnnualReport* report) {
  const int32_t year = changed.year() + 1;
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, deps.store.ReadRosterHistory());
  std::vector<std::string> organs = history->SuccessorsIn(changed.organ(), year);
  organs.insert(organs.begin(), changed.organ());
  std::vector<FilingEdit> reopened;
  absl::StatusOr<Judgement> judgement;
  for (const std::string& organ : organs) {
    ASSIGN_OR_RETURN(std::optional<FilingEdit> edit,
                     Reopen(deps, caller, request_id, FilingName({organ, year, changed.scope()}), changed,
                            {changed.organ(), report}, judgement));
    if (edit.has_value()) reopened.push_back(*std::move(edit));
  }
  return reopened;
}

bool internal::IsOvertaken(const absl::Status& refusal, absl::string_view filing) {
  return status::ReasonOf(refusal) == "ETAG_MISMATCH" && status::MetaOf(refusal, "filing") != filing;
}

}  // namespace nianbao::submission
