#include "services/submission/domain/get_completeness.h"

#include <string>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/filing_status.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/status_page.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_roster.h"

namespace nianbao::submission {
namespace {

using directory::v1::FilingStatus;
using directory::v1::GetCompletenessRequest;
using directory::v1::GetCompletenessResponse;

// The organ on the way from a status up to the node that stands directly below the node; nullptr for the node itself.
const organ::v1::Organ* ChildAbove(const Roster& tree, const FilingStatus& status, const std::string& node) {
  const organ::v1::Organ* at = tree.Find(status.organ().name());
  while (at != nullptr && at->name() != node && at->parent() != node) at = tree.Find(at->parent());
  return at == nullptr || at->name() == node ? nullptr : at;
}

// Statuses come in the order of the tree, so those below one child follow each other.
void AddCounts(const Roster& tree, const std::vector<FilingStatus>& statuses, const std::string& node,
               GetCompletenessResponse& response) {
  for (const FilingStatus& status : statuses) {
    Count(status, *response.mutable_counts());
    const organ::v1::Organ* const child = ChildAbove(tree, status, node);
    if (child == nullptr) continue;
    if (response.children().empty() || response.children().rbegin()->organ().name() != child->name()) {
      *response.add_children()->mutable_organ() = *child;
    }
    Count(status, *response.mutable_children()->rbegin()->mutable_counts());
  }
}

}  // namespace

absl::StatusOr<GetCompletenessResponse> GetCompleteness(const StoreReader& store, const Clock& clock,
                                                        const GetCompletenessRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  const std::string today = DayInShanghai(clock.Now());
  ASSIGN_OR_RETURN(const YearRoster reporters, ReadYearRoster(store, request.year(), today));
  RETURN_IF_ERROR(CheckInTree(reporters.tree(), request.node()));
  ASSIGN_OR_RETURN(const std::vector<FilingStatus> statuses,
                   ReadStatuses(store, reporters, request.node(), request.year(), today));
  ASSIGN_OR_RETURN(const StatusPage page, PageOf(statuses, request.year(), request.page_size(), request.page_token()));
  GetCompletenessResponse response;
  *response.mutable_statuses() = {page.statuses.begin(), page.statuses.end()};
  response.set_next_page_token(page.next_page_token);
  response.set_frozen(reporters.frozen());
  response.set_day(today);
  response.mutable_counts();
  AddCounts(reporters.tree(), statuses, request.node(), response);
  return response;
}

}  // namespace nianbao::submission
