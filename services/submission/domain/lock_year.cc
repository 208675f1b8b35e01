#include "services/submission/domain/lock_year.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_lock_edit.h"
#include "services/submission/domain/year_lock_guard.h"

namespace nianbao::submission {
namespace {

constexpr int kExceptionsMax = 1000;

absl::Status CheckFields(const v1::LockYearRequest& request, const Roster& roster) {
  FieldErrors errors;
  CheckText("reason", "锁定理由", request.reason(), Need::kRequired, errors);
  CheckCount("exceptions", "例外机关", request.exceptions_size(), kExceptionsMax, errors);
  for (int i = 0; i < request.exceptions_size(); ++i) {
    const std::string& organ = request.exceptions(i);
    if (roster.Find(organ) != nullptr && IsAtOrBelow(roster, organ, request.node())) continue;
    errors.Add(absl::StrCat("exceptions[", i, "]"),
               absl::StrCat("got \"", organ, "\", want an organ of the subtree that is locked"),
               absl::StrCat("第 ", i + 1, " 个例外机关“", organ, "”不在锁定范围之内"));
  }
  return errors.ToStatus();
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::LockYearRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, RosterWith(deps.store, request.node()));
  RETURN_IF_ERROR(CheckFields(request, *roster));
  ASSIGN_OR_RETURN(const YearLocks locks, deps.store.ListYearLocks(request.year()));
  const v1::YearLock* const standing = FindLock(locks, request.node());
  if (standing != nullptr && standing->kind() == v1::YearLock::KIND_SEALED) return YearLocked(*standing, "node");

  v1::YearLock lock;
  lock.set_year(request.year());
  lock.set_node(request.node());
  lock.set_kind(v1::YearLock::KIND_LOCKED);
  lock.set_reason(request.reason());
  *lock.mutable_exceptions() = request.exceptions();
  Changeset changes = ChangeLock(locks, lock, caller, request.request_id(), deps.clock.Now());
  changes.reply = [lock](const v1::EventToken& token) {
    v1::LockYearResponse response;
    *response.mutable_lock() = lock;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<v1::LockYearResponse> LockYear(const Deps& deps, const Caller& caller,
                                              const v1::LockYearRequest& request) {
  return Once<v1::LockYearResponse>(deps.store, caller, "LockYear", request,
                                    [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
