#include "services/submission/domain/list_year_locks.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/try.h"
#include "services/submission/domain/page.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {
namespace {

// Year and node of the last lock of a page.
std::string TokenOf(int32_t year, const std::string& node) { return absl::StrCat(year, ":", node); }

// The node of the last lock of the page before; nullopt for the first page.
absl::StatusOr<std::optional<std::string>> LastNode(const v1::ListYearLocksRequest& request) {
  if (request.page_token().empty()) return std::nullopt;
  absl::string_view node = request.page_token();
  if (absl::ConsumePrefix(&node, TokenOf(request.year(), "")) && (node.empty() || IsOrganName(node))) {
    return std::string(node);
  }
  return PageTokenInvalid(request.page_token());
}

}  // namespace

absl::StatusOr<v1::ListYearLocksResponse> ListYearLocks(const StoreReader& store,
                                                        const v1::ListYearLocksRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  // Below what a message may hold.
  constexpr size_t kPageBytesMax = 1 << 20;
  // Read at a time: few, since each may have many exceptions.
  constexpr int kReadTogether = 16;
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  ASSIGN_OR_RETURN(std::optional<std::string> last, LastNode(request));
  v1::ListYearLocksResponse response;
  PageRoom room(page_size, kPageBytesMax);
  while (true) {
    ASSIGN_OR_RETURN(std::vector<v1::YearLock> locks, store.ListYearLocksAfter(request.year(), last, kReadTogether));
    if (locks.empty()) return response;
    for (v1::YearLock& lock : locks) {
      if (!room.Take(lock.ByteSizeLong())) {
        response.set_next_page_token(TokenOf(request.year(), *last));
        return response;
      }
      last = lock.node();
      *response.add_locks() = std::move(lock);
    }
  }
}

}  // namespace nianbao::submission
