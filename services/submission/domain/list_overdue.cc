#include "services/submission/domain/list_overdue.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/filing_status.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/status_page.h"
#include "services/submission/domain/working_days.h"
#include "services/submission/domain/year_field.h"
#include "services/submission/domain/year_roster.h"

namespace nianbao::submission {
namespace {

using directory::v1::FilingStatus;
using directory::v1::ListOverdueRequest;
using directory::v1::ListOverdueResponse;
using organ::v1::Organ;

// The organ of the year's tree, to be reached where it can be reached today.
Organ WithContactOfToday(const Organ& organ, const Roster& today) {
  Organ reached = organ;
  if (const Organ* const now = today.Find(organ.name()); now != nullptr) *reached.mutable_contact() = now->contact();
  return reached;
}

struct Below {
  int32_t count = 0;
  std::set<std::string> organs;
};

// By superior.
std::map<std::string, Below> BelowSuperiors(const std::vector<FilingStatus>& overdue, const Roster& tree) {
  std::map<std::string, Below> below;
  for (const FilingStatus& status : overdue) {
    const Organ* from = &status.organ();
    for (const Organ* at = tree.Find(from->parent()); at != nullptr; at = tree.Find(at->parent())) {
      Below& superior = below[at->name()];
      ++superior.count;
      superior.organs.insert(from->name());
      from = at;
    }
  }
  return below;
}

// Those that stand above the node are left out.
void AddSuperiors(const std::vector<FilingStatus>& overdue, const Roster& tree, const Roster& today,
                  const std::string& node, ListOverdueResponse& response) {
  const std::map<std::string, Below> below = BelowSuperiors(overdue, tree);
  for (const Organ* const organ : tree.Subtree(node)) {
    const auto it = below.find(organ->name());
    if (it == below.end()) continue;
    directory::v1::OverdueBelow& superior = *response.add_superiors();
    *superior.mutable_organ() = WithContactOfToday(*organ, today);
    superior.set_overdue_count(it->second.count);
    *superior.mutable_organs() = {it->second.organs.begin(), it->second.organs.end()};
  }
}

}  // namespace

absl::StatusOr<ListOverdueResponse> ListOverdue(const StoreReader& store, const Clock& clock,
                                                const ListOverdueRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  const std::string today = DayInShanghai(clock.Now());
  ASSIGN_OR_RETURN(const YearRoster reporters, ReadYearRoster(store, request.year(), today));
  RETURN_IF_ERROR(CheckInTree(reporters.tree(), request.node()));
  ASSIGN_OR_RETURN(const std::vector<FilingStatus> statuses,
                   ReadStatuses(store, reporters, request.node(), request.year(), today));
  std::vector<FilingStatus> overdue;
  for (const FilingStatus& status : statuses) {
    if (status.overdue()) overdue.push_back(status);
  }
  ASSIGN_OR_RETURN(const StatusPage page, PageOf(overdue, request.year(), request.page_size(), request.page_token()));
  ASSIGN_OR_RETURN(const WorkingDays working_days, ReadWorkingDays(store, request.year() + 1, YearOf(today)));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, store.ReadRoster());

  ListOverdueResponse response;
  response.set_day(today);
  response.set_next_page_token(page.next_page_token);
  for (const FilingStatus& status : page.statuses) {
    directory::v1::OverdueFiling& filing = *response.add_filings();
    *filing.mutable_organ() = WithContactOfToday(status.organ(), *roster);
    filing.set_scope(status.scope());
    filing.set_due_day(status.due_day());
    filing.set_returned(IsReturned(status));
    const std::optional<int32_t> days = working_days.CountAfter(status.due_day(), today);
    if (days.has_value()) filing.set_working_days(*days);
  }
  AddSuperiors(overdue, reporters.tree(), *roster, request.node(), response);
  return response;
}

}  // namespace nianbao::submission
