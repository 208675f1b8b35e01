#include "services/submission/domain/freeze_roster.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/reporter_write.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

using directory::v1::FreezeRosterRequest;
using directory::v1::FreezeRosterResponse;

absl::Status CheckFields(const FreezeRosterRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  FieldErrors errors;
  CheckDay("day", "日期", request.day(), DayNeed::kOptional, errors);
  return errors.ToStatus();
}

absl::Status Frozen(int32_t year) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "ROSTER_FROZEN",
                       absl::StrCat("year: got ", year, ", want one whose list is not frozen yet"))
      .Meta("year", absl::StrCat(year))
      .Chinese(absl::StrCat(year, " 年度的报送名单已经固定。如需调整，请写明理由后修改名单（nianbao roster amend）。"));
}

absl::Status Empty(absl::string_view day) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "ROSTER_EMPTY",
                       absl::StrCat("roster: got no organ on ", day, ", want at least one"))
      .Meta("day", day)
      .Chinese(absl::StrCat(day, " 的名册中没有机关，不能固定名单。请先导入名册。"));
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const FreezeRosterRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const FrozenRoster> frozen, deps.store.ReadFrozenRoster(request.year()));
  if (frozen != nullptr) return Frozen(request.year());
  // What is sealed was counted over the tree as it stood without a list.
  ASSIGN_OR_RETURN(const YearLocks locks, deps.store.ListYearLocks(request.year()));
  for (const v1::YearLock& lock : locks.locks) {
    if (lock.kind() == v1::YearLock::KIND_SEALED) return YearLocked(lock, absl::StrCat("list of ", request.year()));
  }
  const std::string day = request.day().empty() ? LastDayOf(request.year()) : request.day();
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, deps.store.ReadRosterHistory());
  const std::shared_ptr<const Roster> roster = history->On(day);
  std::vector<organ::v1::ExpectedReporter> lines;
  for (const organ::v1::Organ* const organ : roster->Subtree("")) {
    organ::v1::ExpectedReporter& line = lines.emplace_back();
    line.set_year(request.year());
    *line.mutable_organ() = *organ;
  }
  if (lines.empty()) return Empty(day);

  FreezeRosterResponse answer;
  answer.set_organ_count(static_cast<int32_t>(lines.size()));
  Changeset changes = WriteReporters({request.year(), std::move(lines), 0, history->version(), locks.version}, caller,
                                     request.request_id(), deps.clock.Now());
  changes.reply = [answer](const v1::EventToken& token) {
    FreezeRosterResponse response = answer;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<FreezeRosterResponse> FreezeRoster(const Deps& deps, const Caller& caller,
                                                  const FreezeRosterRequest& request) {
  return Once<FreezeRosterResponse>(deps.store, caller, "FreezeRoster", request,
                                    [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
