#include "services/submission/domain/seal_node.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/filing_status.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_lock_edit.h"
#include "services/submission/domain/year_lock_guard.h"
#include "services/submission/domain/year_roster.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::SealNodeRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  FieldErrors errors;
  CheckText("node", "要封存的节点", request.node(), Need::kRequired, errors);
  CheckText("reason", "封存理由", request.reason(), Need::kRequired, errors);
  return errors.ToStatus();
}

// The filings of the subtree that must be filed for the year and are not accepted, parents first.
absl::StatusOr<std::vector<std::string>> MissingBelow(const Deps& deps, const std::string& node, int32_t year) {
  RETURN_IF_ERROR(RosterWith(deps.store, node).status());
  const std::string today = DayInShanghai(deps.clock.Now());
  ASSIGN_OR_RETURN(const YearRoster reporters, ReadYearRoster(deps.store, year, today));
  ASSIGN_OR_RETURN(const std::vector<directory::v1::FilingStatus> statuses,
                   ReadStatuses(deps.store, reporters, node, year, today));
  std::vector<std::string> missing;
  for (const directory::v1::FilingStatus& status : statuses) {
    if (status.filing().has_effective_revision()) continue;
    missing.push_back(FilingName({status.organ().name(), year, status.scope()}));
  }
  return missing;
}

absl::Status SealIncomplete(const v1::SealNodeRequest& request, const std::vector<std::string>& missing) {
  status::Error error(absl::StatusCode::kFailedPrecondition, "SEAL_INCOMPLETE",
                      absl::StrCat("node: got ", missing.size(), " reports that are due and not accepted, want none"));
  error.Meta("node", request.node())
      .Meta("missingCount", absl::StrCat(missing.size()))
      .Chinese(absl::StrCat("还有 ", missing.size(), " 份应报年报没有受理（第一份：", missing.front(),
                            "），不能封存。请先催报、受理；确需在缺报的情况下封存的，请写明允许缺报。"));
  for (const std::string& filing : missing)
    error.Precondition("ACCEPTED", filing, "the report is due and not accepted");
  return error;
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::SealNodeRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const YearLocks locks, deps.store.ListYearLocks(request.year()));
  // Read first: what changes while the missing are counted is seen at the commit.
  ASSIGN_OR_RETURN(const int64_t reports, deps.store.ReportsVersion(request.year(), request.node()));
  const v1::YearLock* const standing = FindLock(locks, request.node());
  if (standing != nullptr && standing->kind() == v1::YearLock::KIND_SEALED) return YearLocked(*standing, "node");
  ASSIGN_OR_RETURN(const std::vector<std::string> missing, MissingBelow(deps, request.node(), request.year()));
  if (!missing.empty() && !request.allow_missing()) return SealIncomplete(request, missing);

  v1::YearLock seal;
  seal.set_year(request.year());
  seal.set_node(request.node());
  seal.set_kind(v1::YearLock::KIND_SEALED);
  seal.set_reason(request.reason());
  seal.set_missing_count(static_cast<int32_t>(missing.size()));
  Changeset changes = ChangeLock(locks, seal, caller, request.request_id(), deps.clock.Now());
  changes.year_lock->expected_reports = reports;
  changes.reply = [seal, missing](const v1::EventToken& token) {
    v1::SealNodeResponse response;
    *response.mutable_lock() = seal;
    *response.mutable_token() = token;
    for (const std::string& filing : missing) response.add_missing(filing);
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<v1::SealNodeResponse> SealNode(const Deps& deps, const Caller& caller,
                                              const v1::SealNodeRequest& request) {
  return Once<v1::SealNodeResponse>(deps.store, caller, "SealNode", request,
                                    [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
