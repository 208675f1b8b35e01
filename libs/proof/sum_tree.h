// A Merkle-sum tree: for every node what it and all below it add up to, and a digest over all of that.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/proof/figures.h"
#include "libs/proof/node_digest.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/aggregation/v1/proof.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::proof {

inline constexpr int kNoNode = -1;

// What a tree is made of.
struct SumNode {
  std::string name;
  // Place of the node directly above; kNoNode for the top.
  int above = kNoNode;
  // Which of its reports counts; SCOPE_UNSPECIFIED when a summary above stands for it.
  form::v1::Scope scope = form::v1::SCOPE_OWN;
  // What it adds itself; nullptr when that is nothing.
  std::shared_ptr<const Figures> own;
  // Of it and all below it.
  aggregation::v1::Coverage coverage;
};

// Does not change once it is made. Thread-safe.
class SumTree {
 public:
  // nodes: the top first, each after the one above it, each name once. tree.algorithm is one of those named.
  // OUT_OF_RANGE SUM_OVERFLOW, FAILED_PRECONDITION FIGURE_NEGATIVE: such a total cannot be proven.
  static absl::StatusOr<SumTree> Make(TreeId tree, std::vector<SumNode> nodes);
  SumTree(SumTree&&) = default;
  SumTree(const SumTree&) = delete;

  int size() const { return static_cast<int>(nodes_.size()); }
  // kNoNode when it does not stand in the tree.
  int Find(absl::string_view name) const;
  const std::string& name(int node) const { return nodes_[node].name; }
  form::v1::Scope scope(int node) const { return nodes_[node].scope; }
  // kNoNode above the top.
  int above(int node) const { return nodes_[node].above; }
  const std::string& digest(int node) const { return digests_[node]; }
  // 200, or none when all are 0.
  absl::Span<const int64_t> sums(int node) const { return SpanOf(sums_[node]); }

  // The root, not signed.
  aggregation::v1::SignedRoot Root() const;
  // The node as proofs show it.
  aggregation::v1::ProofNode Shown(int node) const;
  // From the top down to the node.
  std::vector<aggregation::v1::ProofNode> PathTo(int node) const;

 private:
  SumTree(TreeId tree, std::vector<SumNode> nodes);
  void Hang();
  absl::Status SumUp();
  void Digest();
  static absl::Span<const int64_t> SpanOf(const std::shared_ptr<const Figures>& figures) {
    return figures == nullptr ? absl::Span<const int64_t>() : absl::Span<const int64_t>(*figures);
  }

  TreeId tree_;
  std::vector<SumNode> nodes_;
  absl::flat_hash_map<absl::string_view, int> places_;
  // By name.
  std::vector<std::vector<int>> children_;
  std::vector<std::shared_ptr<const Figures>> sums_;
  std::vector<std::string> digests_;
};

}  // namespace nianbao::proof
