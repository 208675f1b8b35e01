// What locks and seals of a year refuse.
#pragma once

#include "absl/status/status.h"
#include "nianbao/submission/v1/year_lock.pb.h"
#include "services/submission/domain/filing_edit.h"
#include "services/submission/domain/roster.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Who changes a filing. Locks hold for filers, seals for both.
enum class Side { kFiler, kOffice };

// Whether the filing's year is open for the organ; the change is committed only while that stays so.
// FAILED_PRECONDITION YEAR_LOCKED.
absl::Status CheckYearOpen(const StoreReader& store, Side side, FilingEdit& edit);

// Whether an organ is the node or stands below it; "" is above all.
bool IsAtOrBelow(const Roster& roster, absl::string_view organ, absl::string_view node);

// What stands in the way, with who put it and why. `what` names what cannot be changed.
absl::Status YearLocked(const v1::YearLock& lock, absl::string_view what);

// Locks were put or lifted between decision and commit.
absl::Status LocksChanged(int32_t year);
// Reports that a seal counts on were changed between decision and commit.
absl::Status ReportsChanged(int32_t year);

}  // namespace nianbao::submission
