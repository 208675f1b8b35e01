#include "services/submission/domain/list_affected_filings.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/rulebook/change_rule.h"
#include "libs/rulebook/compile.h"
#include "libs/status/try.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/rule_check.h"
#include "services/submission/domain/rulebook_read.h"
#include "services/submission/domain/validation_context.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {
namespace {

// The rulebook in force, and what it would become.
struct Versions {
  std::shared_ptr<const NamedRulebook> active;
  NamedRulebook changed;
};

absl::StatusOr<Versions> VersionsOf(const StoreReader& store, const v1::ListAffectedFilingsRequest& request) {
  Versions versions;
  ASSIGN_OR_RETURN(versions.active, ReadRulebook(store, ""));
  ASSIGN_OR_RETURN(versions.changed.rulebook,
                   rulebook::ChangeRule(versions.active->rulebook, {.rule = request.rule(),
                                                                    .status = request.status(),
                                                                    .severity = request.severity(),
                                                                    .actor = "",
                                                                    .reason = ""}));
  versions.changed.digest = rulebook::DigestOf(versions.changed.rulebook);
  return versions;
}

// Asks about a revision twice, with the same context.
absl::Status Examine(const Deps& deps, const Versions& versions, const v1::Filing& filing, const v1::Revision& revision,
                     v1::ListAffectedFilingsResponse& response) {
  ASSIGN_OR_RETURN(const KnownAround known, ContextOf(deps.store, deps.clock.Now(), filing, revision.report()));
  ASSIGN_OR_RETURN(const validation::v1::Verdict before,
                   AskRules(deps, {revision.report(), known.context, *versions.active}));
  ASSIGN_OR_RETURN(const validation::v1::Verdict after,
                   AskRules(deps, {revision.report(), known.context, versions.changed}));
  if (before.error_count() == after.error_count() && before.warning_count() == after.warning_count()) {
    return absl::OkStatus();
  }
  v1::AffectedFiling& affected = *response.add_filings();
  affected.set_filing(filing.name());
  affected.set_revision(revision.number());
  affected.set_error_count(before.error_count());
  affected.set_warning_count(before.warning_count());
  affected.set_error_count_after(after.error_count());
  affected.set_warning_count_after(after.warning_count());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListAffectedFilingsResponse> ListAffectedFilings(const Deps& deps,
                                                                    const v1::ListAffectedFilingsRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  ASSIGN_OR_RETURN(const Versions versions, VersionsOf(deps.store, request));
  // One more than the page shows whether there is another.
  ASSIGN_OR_RETURN(
      std::vector<v1::Filing> page,
      deps.store.ListFilings({.year = request.year(), .after_name = request.page_token(), .limit = page_size + 1}));
  v1::ListAffectedFilingsResponse response;
  if (page.size() > static_cast<size_t>(page_size)) {
    page.pop_back();
    response.set_next_page_token(page.back().name());
  }
  for (const v1::Filing& listed : page) {
    ASSIGN_OR_RETURN(const std::optional<FilingSnapshot> snapshot, deps.store.FindFiling(listed.name()));
    if (!snapshot.has_value()) continue;
    const v1::Filing& filing = snapshot->filing;
    response.set_examined(response.examined() + 1);
    if (filing.has_effective_revision()) {
      RETURN_IF_ERROR(Examine(deps, versions, filing, filing.effective_revision(), response));
    }
    if (filing.has_open_revision()) {
      RETURN_IF_ERROR(Examine(deps, versions, filing, filing.open_revision(), response));
    }
  }
  return response;
}

}  // namespace nianbao::submission
