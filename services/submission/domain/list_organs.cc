#include "services/submission/domain/list_organs.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/page.h"

namespace nianbao::submission {
namespace {

using OrganList = std::vector<const organ::v1::Organ*>;

// Where the page begins. The token is the name of the last organ of the page before.
absl::StatusOr<OrganList::const_iterator> PageStart(const OrganList& organs, const std::string& token) {
  if (token.empty()) return organs.begin();
  const auto last =
      std::find_if(organs.begin(), organs.end(), [&](const auto* organ) { return organ->name() == token; });
  if (last != organs.end()) return last + 1;
  return PageTokenInvalid(token);
}

}  // namespace

absl::StatusOr<directory::v1::ListOrgansResponse> ListOrgans(const StoreReader& store,
                                                             const directory::v1::ListOrgansRequest& request) {
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kLongPages));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, TreeWith(store, request.node(), request.day()));
  const OrganList organs = roster->Subtree(request.node());
  ASSIGN_OR_RETURN(OrganList::const_iterator next, PageStart(organs, request.page_token()));
  directory::v1::ListOrgansResponse response;
  for (; next != organs.end() && response.organs_size() < page_size; ++next) *response.add_organs() = **next;
  if (next != organs.end()) response.set_next_page_token(response.organs().rbegin()->name());
  return response;
}

}  // namespace nianbao::submission
