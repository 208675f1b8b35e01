#include "services/submission/domain/list_review_queue.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/try.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {
namespace {

// Time of submission and name of the last filing of a page.
std::string TokenOf(const v1::Filing& filing) {
  return absl::StrCat(absl::ToUnixMicros(FromTimestamp(filing.open_revision().submit_time())), ":", filing.name());
}

absl::Status GoOnAfter(const std::string& token, SubmittedFilter& filter) {
  if (token.empty()) return absl::OkStatus();
  const std::vector<std::string> parts = absl::StrSplit(token, absl::MaxSplits(':', 1));
  int64_t micros = 0;
  if (parts.size() == 2 && absl::SimpleAtoi(parts[0], &micros)) {
    filter.after_time = absl::FromUnixMicros(micros);
    filter.after_name = parts[1];
    return absl::OkStatus();
  }
  return PageTokenInvalid(token);
}

}  // namespace

absl::StatusOr<v1::ListReviewQueueResponse> ListReviewQueue(const StoreReader& store,
                                                            const v1::ListReviewQueueRequest& request) {
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  // One more than the page shows whether there is another.
  SubmittedFilter filter{.node = request.node(), .year = request.year(), .limit = page_size + 1};
  RETURN_IF_ERROR(GoOnAfter(request.page_token(), filter));
  RETURN_IF_ERROR(RosterWith(store, request.node()).status());
  ASSIGN_OR_RETURN(std::vector<v1::Filing> filings, store.ListSubmitted(filter));
  v1::ListReviewQueueResponse response;
  if (filings.size() > static_cast<size_t>(page_size)) {
    filings.pop_back();
    response.set_next_page_token(TokenOf(filings.back()));
  }
  for (v1::Filing& filing : filings) {
    RemoveReportsAndFindings(filing);
    *response.add_filings() = std::move(filing);
  }
  return response;
}

}  // namespace nianbao::submission
