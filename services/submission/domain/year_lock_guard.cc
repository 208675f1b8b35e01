#include "services/submission/domain/year_lock_guard.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"

namespace nianbao::submission {
namespace {

bool Holds(const v1::YearLock& lock, Side side, const Roster& roster, const std::string& organ) {
  if (!IsAtOrBelow(roster, organ, lock.node())) return false;
  if (lock.kind() == v1::YearLock::KIND_SEALED) return true;
  const auto& exceptions = lock.exceptions();
  return side == Side::kFiler && std::find(exceptions.begin(), exceptions.end(), organ) == exceptions.end();
}

}  // namespace

bool IsAtOrBelow(const Roster& roster, absl::string_view organ, absl::string_view node) {
  if (node.empty()) return true;
  while (!organ.empty() && organ != node) {
    const organ::v1::Organ* const found = roster.Find(organ);
    organ = found == nullptr ? absl::string_view() : absl::string_view(found->parent());
  }
  return organ == node;
}

absl::Status YearLocked(const v1::YearLock& lock, absl::string_view what) {
  const bool sealed = lock.kind() == v1::YearLock::KIND_SEALED;
  const std::string day = DayInShanghai(absl::FromUnixSeconds(lock.time().seconds()));
  const std::string node = lock.node().empty() ? "all organs" : lock.node();
  return status::Error(absl::StatusCode::kFailedPrecondition, "YEAR_LOCKED",
                       absl::StrCat(what, ": got a change for ", lock.year(), ", ", sealed ? "sealed" : "locked",
                                    " for ", node, " by ", lock.author(), " on ", day, ", want one for an open year"))
      .Meta("year", absl::StrCat(lock.year()))
      .Meta("node", lock.node())
      .Meta("kind", sealed ? "sealed" : "locked")
      .Meta("lockedBy", lock.author())
      .Meta("reason", lock.reason())
      .Precondition("LOCK", what, lock.reason())
      .Chinese(absl::StrCat(
          lock.year(), " 年度的年报已由 ", lock.author(), " 于 ", day, sealed ? " 封存" : " 锁定", "（理由：",
          lock.reason(), "），不能再更改。",
          sealed ? "确需更改的，请主管部门先解除封存。" : "确需更改的，请主管部门解锁，或把本机关列为例外。"));
}

absl::Status CheckYearOpen(const StoreReader& store, Side side, FilingEdit& edit) {
  const v1::Filing& filing = edit.filing();
  ASSIGN_OR_RETURN(const YearLocks locks, store.ListYearLocks(filing.year()));
  edit.ExpectLocks(locks.version);
  if (locks.locks.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, store.ReadRoster());
  for (const v1::YearLock& lock : locks.locks) {
    if (Holds(lock, side, *roster, filing.organ())) return YearLocked(lock, filing.name());
  }
  return absl::OkStatus();
}

absl::Status LocksChanged(int32_t year) {
  return status::Error(absl::StatusCode::kAborted, "LOCKS_CHANGED",
                       absl::StrCat("year: got a change of the locks of ", year, " in between, want those decided on"))
      .Meta("year", absl::StrCat(year))
      .RetryAfter(absl::Milliseconds(100))
      .Chinese(absl::StrCat(year, " 年度的锁定刚被更改。请再试一次。"));
}

absl::Status ReportsChanged(int32_t year) {
  return status::Error(absl::StatusCode::kAborted, "LOCKS_CHANGED",
                       absl::StrCat("year: got a change of the reports of ", year, " in between, want those counted"))
      .Meta("year", absl::StrCat(year))
      .RetryAfter(absl::Milliseconds(100))
      .Chinese(absl::StrCat(year, " 年度的年报或报送名单刚被更改。请再试一次。"));
}

}  // namespace nianbao::submission
