#include "services/submission/domain/status_page.h"

#include <algorithm>
#include <cstddef>

#include "libs/status/try.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::submission {
namespace {

using directory::v1::FilingStatus;

// The name of the expected filing, which may not be there yet.
std::string TokenOf(const FilingStatus& status, int32_t year) {
  return FilingName({status.organ().name(), year, status.scope()});
}

}  // namespace

absl::StatusOr<StatusPage> PageOf(const std::vector<FilingStatus>& statuses, int32_t year, int page_size,
                                  const std::string& page_token) {
  ASSIGN_OR_RETURN(const int size, PageSize(page_size, kLongPages));
  auto first = statuses.begin();
  if (!page_token.empty()) {
    first = std::find_if(statuses.begin(), statuses.end(),
                         [&](const FilingStatus& status) { return TokenOf(status, year) == page_token; });
    if (first == statuses.end()) {
      return PageTokenInvalid(page_token);
    }
    ++first;
  }
  const auto last = first + std::min<std::ptrdiff_t>(size, statuses.end() - first);
  StatusPage page;
  page.statuses.assign(first, last);
  if (last != statuses.end()) page.next_page_token = TokenOf(page.statuses.back(), year);
  return page;
}

}  // namespace nianbao::submission
