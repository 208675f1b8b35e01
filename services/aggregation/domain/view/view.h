// Sums of every node of one tree for one year.
#pragma once

#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "services/aggregation/domain/facts/facts.h"
#include "services/aggregation/domain/facts/huge_pages.h"
#include "services/aggregation/domain/node_total.h"
#include "services/aggregation/domain/view/contribution.h"
#include "services/aggregation/domain/view/placement.h"
#include "services/aggregation/domain/view/sum.h"

namespace nianbao::aggregation {

// Which totals.
struct ViewKey {
  int year = 0;
  // TREE_YEAR or TREE_TODAY.
  v1::Tree tree = v1::TREE_YEAR;
  // Only organs of this line of work; "" for all.
  std::string line{};

  auto operator<=>(const ViewKey&) const = default;
};

// What each organ adds, and for each node with others below it what all of these add together. A report that changes
// touches the organ and the nodes above it, nothing else. The facts must outlive it.
class View {
 public:
  // Sums the facts as they were at a moment.
  View(const Facts& facts, ViewKey key, const Moment& at);

  // Brings the contribution of an organ up to date with the facts, and with it the sums above.
  void Update(int organ);

  const ViewKey& key() const { return key_; }
  const Facts& facts() const { return facts_; }

  // OUT_OF_RANGE SUM_OVERFLOW when a sum does not fit 64 bits.
  absl::StatusOr<NodeTotal> Total(int organ) const;
  // Nodes directly below, by name: those that exist in this tree, and those that stand in it for what they reported.
  std::vector<int> Children(int organ) const;
  // The node directly above; kNoOrgan at the top.
  int Parent(int organ) const { return placement_.parents[organ]; }
  // What the organ adds itself.
  const Contribution& Own(int organ) const { return own_[organ]; }
  Duty DutyOf(int organ) const { return duties_[organ]; }
  const std::string& Title(int organ) const;
  // The organ and all below it, each after the node above it, in no other order.
  std::vector<int> Subtree(int organ) const;
  // Whether it is the organ or below it.
  bool IsWithin(int organ, int node) const;

 private:
  // Those that organs may be asked for.
  struct Reports {
    const Column<ReportState>& own;
    const Column<ReportState>& summaries;
  };
  Reports ReportsAsked() const;
  Contribution ContributionAt(int organ, const Reports& reports, const Moment& at) const;
  void Hang();
  std::vector<int> NodesWithOthersBelow() const;
  void SumUp(const Moment& at);
  absl::StatusOr<NodeTotal> TotalOf(int organ, const Sum& sum) const;
  absl::Span<const int> Below(int organ) const;
  bool IsShown(int organ) const;

  const Facts& facts_;
  const ViewKey key_;
  Placement placement_;
  std::vector<Duty> duties_;
  std::pmr::vector<Contribution> own_{HugePages()};
  // Children of all nodes behind each other; below_from_[organ] is where those of the organ begin.
  std::vector<int> below_;
  std::vector<int> below_from_;
  // Of nodes with children: what they and all below them add.
  std::vector<std::unique_ptr<Sum>> sums_;
};

}  // namespace nianbao::aggregation
