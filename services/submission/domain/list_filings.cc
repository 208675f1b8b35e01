#include "services/submission/domain/list_filings.h"

#include <utility>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/read_mask.h"
#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {
absl::StatusOr<v1::ListFilingsResponse> ListFilings(const StoreReader& store, const v1::ListFilingsRequest& request) {
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  RETURN_IF_ERROR(CheckReadMask(request.read_mask(), *v1::Filing::descriptor()));
  RETURN_IF_ERROR(RosterWith(store, request.node()).status());
  // One more than the page shows whether there is another.
  ASSIGN_OR_RETURN(std::vector<v1::Filing> filings, store.ListFilings({.node = request.node(),
                                                                       .year = request.year(),
                                                                       .after_name = request.page_token(),
                                                                       .limit = page_size + 1}));
  v1::ListFilingsResponse response;
  if (filings.size() > static_cast<size_t>(page_size)) {
    filings.pop_back();
    response.set_next_page_token(filings.back().name());
  }
  for (v1::Filing& filing : filings) {
    RemoveReportsAndFindings(filing);
    ShowOnly(request.read_mask(), filing);
    *response.add_filings() = std::move(filing);
  }
  return response;
}

}  // namespace nianbao::submission
