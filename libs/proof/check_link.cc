#include "libs/proof/check_link.h"

#include <algorithm>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/proof/counts_moved.h"
#include "libs/proof/coverage_fault.h"
#include "libs/proof/figures.h"
#include "libs/proof/node_check.h"
#include "libs/proof/proof_fault.h"
#include "libs/proof/reported_changes.h"
#include "libs/status/try.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::ProofChild;
using aggregation::v1::ProofNode;
using aggregation::v1::RootLink;
using aggregation::v1::SignedRoot;
using google::protobuf::RepeatedField;

absl::Status CheckRoots(const SignedRoot& from, const SignedRoot& to) {
  RETURN_IF_ERROR(CheckRoot("from", from));
  RETURN_IF_ERROR(CheckRoot("to", to));
  if (to.node() != from.node()) return OfAnother("to.node", to.node(), from.node());
  if (to.year() != from.year()) return OfAnother("to.year", absl::StrCat(to.year()), absl::StrCat(from.year()));
  if (to.position().log_id() != from.position().log_id()) {
    return OfAnother("to.position.log_id", to.position().log_id(), from.position().log_id());
  }
  if (to.algorithm() != from.algorithm()) {
    return Malformed("to.algorithm", "got another algorithm than that of the root before", "前后两次的摘要算法应相同");
  }
  return absl::OkStatus();
}

bool AreEqual(const RepeatedField<int64_t>& a, const RepeatedField<int64_t>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

// Walks through the nodes as they stand below each other in both trees.
class TreeWalk {
 public:
  explicit TreeWalk(const RootLink& link) : link_(link) {}

  absl::Status Check() {
    if (link_.nodes().empty()) return Malformed("nodes", "got nothing, want at least the sealed node", "没有节点");
    RETURN_IF_ERROR(CheckTop("from", link_.from(), Place(0, "before"), link_.nodes(0).before()));
    RETURN_IF_ERROR(CheckTop("to", link_.to(), Place(0, "after"), link_.nodes(0).after()));
    for (int node = 0; node < link_.nodes_size(); ++node) {
      RETURN_IF_ERROR(Hang(node));
      RETURN_IF_ERROR(CheckBothSides(node));
    }
    return CheckWhatIsNotShown();
  }

  // For each node the place of the one above it; -1 for the first.
  const std::vector<int>& above() const { return above_; }
  // The place of an organ; -1 when it is not shown.
  int Find(const std::string& organ) const {
    const auto found = places_.find(organ);
    return found == places_.end() ? -1 : found->second;
  }

 private:
  static std::string Place(int node, const char* side) { return absl::StrCat("nodes[", node, "].", side); }

  // Finds the entry of the node below those that came before it: the last of them, or one above that.
  absl::Status Hang(int node) {
    const std::string& name = link_.nodes(node).after().node();
    const bool is_new = places_.emplace(name, node).second;
    int above = node - 1;
    int child = -1;
    while (above >= 0) {
      child = ChildNamed(link_.nodes(above).after(), name);
      if (child > last_child_[static_cast<size_t>(above)]) break;
      above = above_[static_cast<size_t>(above)];
    }
    if (!is_new || (node > 0 && above < 0)) {
      return Malformed(absl::StrCat("nodes[", node, "]"),
                       absl::StrCat("got ", name, ", want a node below those before it, once and by name"),
                       "每个节点应排在其上级之后，同级按名称排列，且只出现一次");
    }
    if (node > 0) last_child_[static_cast<size_t>(above)] = child;
    above_.push_back(above);
    entry_.push_back(child);
    last_child_.push_back(-1);
    return absl::OkStatus();
  }

  absl::Status CheckBothSides(int node) const {
    const ProofNode& before = link_.nodes(node).before();
    const ProofNode& after = link_.nodes(node).after();
    const int above = above_[static_cast<size_t>(node)];
    if (above < 0) {
      RETURN_IF_ERROR(CheckNode(Place(node, "before"), link_.from(), before, ClaimOf("from", link_.from())));
      RETURN_IF_ERROR(CheckNode(Place(node, "after"), link_.to(), after, ClaimOf("to", link_.to())));
    } else {
      const int entry = entry_[static_cast<size_t>(node)];
      const auto& holder = link_.nodes(above);
      RETURN_IF_ERROR(
          CheckBelow(Place(node, "before"), link_.from(), before, Place(above, "before"), holder.before(), entry));
      RETURN_IF_ERROR(
          CheckBelow(Place(node, "after"), link_.to(), after, Place(above, "after"), holder.after(), entry));
    }
    const bool same_children =
        std::equal(before.children().begin(), before.children().end(), after.children().begin(), after.children().end(),
                   [](const ProofChild& a, const ProofChild& b) { return a.node() == b.node(); });
    if (!same_children || before.scope() != after.scope()) return ListChanged(after.node());
    return absl::OkStatus();
  }

  static absl::Status CheckBelow(const std::string& place, const SignedRoot& root, const ProofNode& node,
                                 const std::string& above_place, const ProofNode& above, int entry) {
    const std::string& name = above.children(entry).node();
    if (node.node() != name) {
      return Malformed(absl::StrCat(place, ".node"), absl::StrCat("got ", node.node(), ", want ", name),
                       "前后两次应是同一节点");
    }
    const std::string fault = CoverageFault(above.coverage(), node.coverage());
    if (!fault.empty()) return CoverageWrong(absl::StrCat(place, ".coverage"), name, fault);
    return CheckNode(place, root, node, ClaimOf(above_place, above, entry));
  }

  absl::Status CheckWhatIsNotShown() const {
    for (int node = 0; node < link_.nodes_size(); ++node) {
      const ProofNode& after = link_.nodes(node).after();
      for (int i = 0; i < after.children_size(); ++i) {
        const ProofChild& now = after.children(i);
        const ProofChild& then = link_.nodes(node).before().children(i);
        const int shown = Find(now.node());
        if (shown >= 0 && above_[static_cast<size_t>(shown)] == node) continue;
        if (now.digest() == then.digest() && AreEqual(now.sums(), then.sums())) continue;
        return ChangeWrong(absl::StrCat(Place(node, "after"), ".children[", i, "]"), now.node(),
                           "differs from before, want it among the nodes that are shown");
      }
    }
    return absl::OkStatus();
  }

  const RootLink& link_;
  absl::flat_hash_map<std::string, int> places_;
  std::vector<int> above_;
  // For each node its place among the children of the one above it.
  std::vector<int> entry_;
  // For each node the last of its children that is shown.
  std::vector<int> last_child_;
};

// What the organ is to add in the end, in the words of a proof.
RepeatedField<int64_t> Wanted(const ProofNode& before, const ReportedChange* change) {
  if (change == nullptr || !change->moves_figures) return before.own();
  RepeatedField<int64_t> figures;
  if (change->figures.has_value() && !IsZero(change->figures->values())) {
    figures.Add(change->figures->values().begin(), change->figures->values().end());
  }
  return figures;
}

absl::Status CheckChanges(const RootLink& link, const std::vector<int>& above, const ReportedChanges& changes) {
  const std::vector<CountsMove> moved = CountsMoved(link, above);
  for (int node = 0; node < link.nodes_size(); ++node) {
    const ProofNode& before = link.nodes(node).before();
    const ProofNode& after = link.nodes(node).after();
    const auto found = changes.find({after.node(), after.scope()});
    const ReportedChange* const change = found == changes.end() ? nullptr : &found->second;
    const std::string place = absl::StrCat("nodes[", node, "].after");
    if (!AreEqual(after.own(), Wanted(before, change))) {
      return ChangeWrong(absl::StrCat(place, ".own"), after.node(), "got other figures than the events leave");
    }
    const std::string fault = MoveFault(moved[static_cast<size_t>(node)], change != nullptr);
    if (!fault.empty()) return ChangeWrong(absl::StrCat(place, ".coverage"), after.node(), fault);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ProvenLink> CheckLink(const RootLink& link) {
  RETURN_IF_ERROR(CheckRoots(link.from(), link.to()));
  TreeWalk walk(link);
  RETURN_IF_ERROR(walk.Check());
  ASSIGN_OR_RETURN(const ReportedChanges changes, ChangesIn(link));
  RETURN_IF_ERROR(CheckChanges(link, walk.above(), changes));
  ProvenLink proven;
  for (int node = 0; node < link.nodes_size(); ++node) {
    if (!AreEqual(link.nodes(node).before().own(), link.nodes(node).after().own())) proven.moved.push_back(node);
  }
  std::set<std::string> elsewhere;
  for (const auto& [report, change] : changes) {
    if (change.moves_figures && walk.Find(report.first) < 0) elsewhere.insert(report.first);
  }
  proven.elsewhere.assign(elsewhere.begin(), elsewhere.end());
  return proven;
}

}  // namespace nianbao::proof
