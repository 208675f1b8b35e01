#include "services/submission/domain/import_organs.h"

#include <memory>
#include <string>
#include <utility>

#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/import_plan.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/roster_write.h"

namespace nianbao::submission {
namespace {

using directory::v1::ImportOrgansRequest;
using directory::v1::ImportOrgansResponse;

absl::Status CheckFields(const ImportOrgansRequest& request) {
  FieldErrors errors;
  if (request.organs().empty()) errors.Add("organs", "got none, want at least one", "没有要导入的机关");
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const ImportOrgansRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, deps.store.ReadRosterHistory());
  const absl::Time now = deps.clock.Now();
  const std::string today = DayInShanghai(now);
  const ImportPlan plan = PlanImport(request, *history, today);
  RETURN_IF_ERROR(plan.errors.ToStatus("ROSTER_INVALID"));
  Changeset changes = WriteRoster(plan.draft.Writes(today), history->version(), caller, request.request_id(), now);
  changes.reply = [answer = plan.answer](const v1::EventToken& token) {
    ImportOrgansResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

absl::StatusOr<ImportOrgansResponse> Try(const Deps& deps, const ImportOrgansRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, deps.store.ReadRosterHistory());
  return PlanImport(request, *history, DayInShanghai(deps.clock.Now())).answer;
}

}  // namespace

absl::StatusOr<ImportOrgansResponse> ImportOrgans(const Deps& deps, const Caller& caller,
                                                  const ImportOrgansRequest& request) {
  if (request.dry_run()) return Try(deps, request);
  return Once<ImportOrgansResponse>(deps.store, caller, "ImportOrgans", request,
                                    [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
