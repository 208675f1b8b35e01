#include "services/submission/domain/list_deadlines.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/try.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {
namespace {

using directory::v1::ListDeadlinesRequest;
using directory::v1::ListDeadlinesResponse;
using organ::v1::Deadline;

// Year, node and scope of the last deadline of a page.
std::string TokenOf(const Deadline& deadline) {
  return absl::StrCat(deadline.year(), ":", deadline.node(), ":", deadline.scope());
}

// The last deadline of the page before, as far as its token says; of no node for the first page.
absl::StatusOr<Deadline> LastDeadline(const ListDeadlinesRequest& request) {
  Deadline last;
  last.set_year(request.year());
  if (request.page_token().empty()) return last;
  const std::vector<std::string> parts = absl::StrSplit(request.page_token(), ':');
  int scope = 0;
  if (parts.size() == 3 && IsOrganName(parts[1]) && absl::SimpleAtoi(parts[2], &scope)) {
    last.set_node(parts[1]);
    last.set_scope(static_cast<form::v1::Scope>(scope));
    if (TokenOf(last) == request.page_token()) return last;
  }
  return PageTokenInvalid(request.page_token());
}

}  // namespace

absl::StatusOr<ListDeadlinesResponse> ListDeadlines(const StoreReader& store, const ListDeadlinesRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  // Below what a message may hold.
  constexpr size_t kPageBytesMax = 1 << 20;
  // Read at a time.
  constexpr int kReadTogether = 100;
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  ASSIGN_OR_RETURN(Deadline last, LastDeadline(request));
  ListDeadlinesResponse response;
  PageRoom room(page_size, kPageBytesMax);
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<Deadline> deadlines, store.ListDeadlinesAfter(last, kReadTogether));
    if (deadlines.empty()) return response;
    for (const Deadline& deadline : deadlines) {
      if (!room.Take(deadline.ByteSizeLong())) {
        response.set_next_page_token(TokenOf(last));
        return response;
      }
      last = deadline;
      *response.add_deadlines() = deadline;
    }
  }
}

}  // namespace nianbao::submission
