#include "libs/proof/link_trees.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/proof/counts_moved.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::LinkedNode;
using aggregation::v1::ProofChild;
using aggregation::v1::ProofNode;
using aggregation::v1::RootLink;

bool HaveSameChildren(const ProofNode& a, const ProofNode& b) {
  return std::equal(a.children().begin(), a.children().end(), b.children().begin(), b.children().end(),
                    [](const ProofChild& a, const ProofChild& b) { return a.node() == b.node(); });
}

class Linking {
 public:
  Linking(const SumTree& before, const SumTree& after, Reported reported)
      : before_(before), after_(after), reported_(reported), shown_(static_cast<size_t>(after.size())) {}

  absl::StatusOr<RootLink> Link() && {
    Choose();
    RETURN_IF_ERROR(Show(0, -1));
    RETURN_IF_ERROR(CheckMoves());
    return std::move(link_);
  }

 private:
  // Whichever report it is: whoever checks the link has to see that the organ stands below the node.
  bool IsReported(int node) const {
    return reported_(after_.name(node), form::v1::SCOPE_OWN) || reported_(after_.name(node), form::v1::SCOPE_ROLL_UP);
  }

  // Whoever is to be shown, and all above it.
  void Choose() {
    for (int node = after_.size() - 1; node >= 0; --node) {
      const int then = before_.Find(after_.name(node));
      if (then == kNoNode || before_.digest(then) != after_.digest(node) || IsReported(node)) shown_[node] = true;
      if (shown_[node] && after_.above(node) != kNoNode) shown_[after_.above(node)] = true;
    }
  }

  absl::Status Show(int node, int above) {
    const int place = link_.nodes_size();
    LinkedNode& linked = *link_.add_nodes();
    *linked.mutable_before() = before_.Shown(before_.Find(after_.name(node)));
    *linked.mutable_after() = after_.Shown(node);
    above_.push_back(above);
    if (linked.before().scope() != linked.after().scope() || !HaveSameChildren(linked.before(), linked.after())) {
      return ListChanged(after_.name(node));
    }
    bytes_ += linked.ByteSizeLong();
    if (bytes_ > kLinkBytesMax) return LinkTooLong(absl::StrCat("nodes: got more than ", kLinkBytesMax, " bytes"));
    std::vector<int> below;
    for (const ProofChild& child : link_.nodes(place).after().children()) below.push_back(after_.Find(child.node()));
    for (const int child : below) {
      if (shown_[child]) RETURN_IF_ERROR(Show(child, place));
    }
    return absl::OkStatus();
  }

  absl::Status CheckMoves() const {
    const std::vector<CountsMove> moved = CountsMoved(link_, above_);
    for (int node = 0; node < link_.nodes_size(); ++node) {
      const ProofNode& before = link_.nodes(node).before();
      const ProofNode& after = link_.nodes(node).after();
      const bool reported = reported_(after.node(), after.scope());
      const bool other_figures =
          !std::equal(before.own().begin(), before.own().end(), after.own().begin(), after.own().end());
      if (!MoveFault(moved[node], reported).empty() || (other_figures && !reported)) return ListChanged(after.node());
    }
    return absl::OkStatus();
  }

  const SumTree& before_;
  const SumTree& after_;
  const Reported reported_;
  // By place in the later tree.
  std::vector<bool> shown_;
  RootLink link_;
  std::vector<int> above_;
  size_t bytes_ = 0;
};

}  // namespace

absl::StatusOr<RootLink> LinkTrees(const SumTree& before, const SumTree& after, Reported reported) {
  return Linking(before, after, reported).Link();
}

}  // namespace nianbao::proof
