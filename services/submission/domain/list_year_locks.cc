#include "services/submission/domain/list_year_locks.h"

#include "libs/status/try.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {

absl::StatusOr<v1::ListYearLocksResponse> ListYearLocks(const StoreReader& store,
                                                        const v1::ListYearLocksRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const YearLocks locks, store.ListYearLocks(request.year()));
  v1::ListYearLocksResponse response;
  for (const v1::YearLock& lock : locks.locks) *response.add_locks() = lock;
  return response;
}

}  // namespace nianbao::submission
