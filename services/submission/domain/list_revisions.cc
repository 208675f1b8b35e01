#include "services/submission/domain/list_revisions.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/read_mask.h"

namespace nianbao::submission {
namespace {

// The number of the last revision of the page before; 0 for the first page.
absl::StatusOr<int32_t> LastNumber(const std::string& page_token) {
  int32_t number = 0;
  if (page_token.empty() || (absl::SimpleAtoi(page_token, &number) && number > 0)) return number;
  return PageTokenInvalid(page_token);
}

}  // namespace

absl::StatusOr<v1::ListRevisionsResponse> ListRevisions(const StoreReader& store,
                                                        const v1::ListRevisionsRequest& request) {
  // Below what a message may hold.
  constexpr size_t kPageBytesMax = 16 << 20;
  // Read at a time: few, since each may be long.
  constexpr int kReadTogether = 4;
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  ASSIGN_OR_RETURN(int32_t last, LastNumber(request.page_token()));
  RETURN_IF_ERROR(CheckReadMask(request.read_mask(), *v1::Revision::descriptor()));
  RETURN_IF_ERROR(ReadFiling(store, request.filing(), "filing").status());
  v1::ListRevisionsResponse response;
  PageRoom room(page_size, kPageBytesMax);
  while (true) {
    ASSIGN_OR_RETURN(std::vector<v1::Revision> revisions,
                     store.ListRevisionsAfter(request.filing(), last, kReadTogether));
    if (revisions.empty()) return response;
    for (v1::Revision& revision : revisions) {
      const int32_t number = revision.number();
      ShowOnly(request.read_mask(), revision);
      if (!room.Take(revision.ByteSizeLong())) {
        response.set_next_page_token(absl::StrCat(last));
        return response;
      }
      *response.add_revisions() = std::move(revision);
      last = number;
    }
  }
}

}  // namespace nianbao::submission
