#include "services/submission/domain/unlock_year.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_lock_edit.h"

namespace nianbao::submission {
namespace {

absl::Status CheckFields(const v1::UnlockYearRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  FieldErrors errors;
  CheckText("reason", "解锁理由", request.reason(), Need::kRequired, errors);
  return errors.ToStatus();
}

absl::Status LockUnknown(const v1::UnlockYearRequest& request) {
  const std::string node = request.node().empty() ? "all organs" : request.node();
  return status::Error(
             absl::StatusCode::kNotFound, "LOCK_UNKNOWN",
             absl::StrCat("node: got ", node, ", want one at which a lock or seal of ", request.year(), " stands"))
      .Meta("node", request.node())
      .Meta("year", absl::StrCat(request.year()))
      .Chinese(absl::StrCat(request.node().empty() ? "全部机关" : request.node(), " 的 ", request.year(),
                            " 年度没有锁定或封存。请核对年度和节点；上级节点的锁定须在上级节点解除。"));
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::UnlockYearRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const YearLocks locks, deps.store.ListYearLocks(request.year()));
  const v1::YearLock* const standing = FindLock(locks, request.node());
  if (standing == nullptr) return LockUnknown(request);

  v1::YearLock open;
  open.set_year(request.year());
  open.set_node(request.node());
  open.set_reason(request.reason());
  Changeset changes = ChangeLock(locks, open, caller, request.request_id(), deps.clock.Now());
  changes.reply = [lifted = *standing](const v1::EventToken& token) {
    v1::UnlockYearResponse response;
    *response.mutable_lock() = lifted;
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

}  // namespace

absl::StatusOr<v1::UnlockYearResponse> UnlockYear(const Deps& deps, const Caller& caller,
                                                  const v1::UnlockYearRequest& request) {
  return Once<v1::UnlockYearResponse>(deps.store, caller, "UnlockYear", request,
                                      [&] { return Prepare(deps, caller, request); });
}

}  // namespace nianbao::submission
