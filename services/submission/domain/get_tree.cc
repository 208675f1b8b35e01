#include "services/submission/domain/get_tree.h"

#include <limits>
#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/organ_read.h"

namespace nianbao::submission {
namespace {

using directory::v1::TreeNode;

absl::Status CheckFields(const directory::v1::GetTreeRequest& request) {
  FieldErrors errors;
  if (request.depth() < 0) {
    errors.Add("depth", absl::StrCat("got ", request.depth(), ", want 0 or more"), "层数不能是负数");
  }
  return errors.ToStatus();
}

// Fills in a node with `depth` levels below it.
void Fill(const Roster& roster, const organ::v1::Organ& organ, int depth, TreeNode& node) {
  *node.mutable_organ() = organ;
  node.set_organ_count(static_cast<int32_t>(roster.Subtree(organ.name()).size()) - 1);
  if (depth == 0) return;
  for (const organ::v1::Organ* const child : roster.Children(organ.name())) {
    Fill(roster, *child, depth - 1, *node.add_children());
  }
}

}  // namespace

absl::StatusOr<directory::v1::GetTreeResponse> GetTree(const StoreReader& store, const Clock& clock,
                                                       const directory::v1::GetTreeRequest& request) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, TreeWith(store, request.node(), request.day()));
  const int depth = request.depth() == 0 ? std::numeric_limits<int>::max() : request.depth();
  directory::v1::GetTreeResponse response;
  response.set_day(request.day().empty() ? DayInShanghai(clock.Now()) : request.day());
  if (!request.node().empty()) {
    Fill(*roster, *roster->Find(request.node()), depth, *response.add_nodes());
    return response;
  }
  for (const organ::v1::Organ* const top : roster->Children("")) Fill(*roster, *top, depth, *response.add_nodes());
  return response;
}

}  // namespace nianbao::submission
