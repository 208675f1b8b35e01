#include "services/submission/domain/list_deadlines.h"

#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {

absl::StatusOr<directory::v1::ListDeadlinesResponse> ListDeadlines(const StoreReader& store,
                                                                   const directory::v1::ListDeadlinesRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const std::vector<organ::v1::Deadline> deadlines, store.ListDeadlines(request.year()));
  directory::v1::ListDeadlinesResponse response;
  *response.mutable_deadlines() = {deadlines.begin(), deadlines.end()};
  return response;
}

}  // namespace nianbao::submission
