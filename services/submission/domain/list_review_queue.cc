#include "services/submission/domain/list_review_queue.h"

#include <utility>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {
namespace {

constexpr int kQueueMax = 1000;

}  // namespace

absl::StatusOr<v1::ListReviewQueueResponse> ListReviewQueue(const StoreReader& store,
                                                            const v1::ListReviewQueueRequest& request) {
  RETURN_IF_ERROR(RosterWith(store, request.node()).status());
  ASSIGN_OR_RETURN(std::vector<v1::Filing> filings, store.ListSubmitted(request.node(), request.year(), kQueueMax));
  v1::ListReviewQueueResponse response;
  for (v1::Filing& filing : filings) {
    RemoveReportsAndFindings(filing);
    *response.add_filings() = std::move(filing);
  }
  return response;
}

}  // namespace nianbao::submission
