#include "services/submission/domain/get_filing.h"

#include <utility>

#include "libs/status/try.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/read_mask.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetFilingResponse> GetFiling(const StoreReader& store, const v1::GetFilingRequest& request) {
  RETURN_IF_ERROR(CheckReadMask(request.read_mask(), *v1::Filing::descriptor()));
  ASSIGN_OR_RETURN(FilingSnapshot snapshot, ReadFiling(store, request.name(), "name"));
  v1::GetFilingResponse response;
  *response.mutable_filing() = std::move(snapshot.filing);
  ShowOnly(request.read_mask(), *response.mutable_filing());
  return response;
}

}  // namespace nianbao::submission
