#include "libs/proof/sum_tree.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/proof/hash.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"

namespace nianbao::proof {

using aggregation::v1::ProofChild;
using aggregation::v1::ProofNode;
using aggregation::v1::SignedRoot;

absl::StatusOr<SumTree> SumTree::Make(TreeId tree, std::vector<SumNode> nodes) {
  SumTree sums(std::move(tree), std::move(nodes));
  sums.Hang();
  RETURN_IF_ERROR(sums.SumUp());
  sums.Digest();
  return sums;
}

SumTree::SumTree(TreeId tree, std::vector<SumNode> nodes)
    : tree_(std::move(tree)),
      nodes_(std::move(nodes)),
      children_(nodes_.size()),
      sums_(nodes_.size()),
      digests_(nodes_.size()) {}

void SumTree::Hang() {
  places_.reserve(nodes_.size());
  for (int node = 0; node < size(); ++node) {
    places_.emplace(nodes_[node].name, node);
    if (nodes_[node].above != kNoNode) children_[nodes_[node].above].push_back(node);
  }
  for (std::vector<int>& children : children_) {
    std::sort(children.begin(), children.end(), [&](int a, int b) { return nodes_[a].name < nodes_[b].name; });
  }
}

absl::Status SumTree::SumUp() {
  // From the last to the first: those below a node are complete before it.
  for (int node = size() - 1; node >= 0; --node) {
    std::shared_ptr<const Figures>& own = nodes_[node].own;
    if (own != nullptr && IsZero(*own)) own = nullptr;
    if (const int negative = FirstNegative(SpanOf(own)); negative != kNoCell) {
      return Negative("own", nodes_[node].name, negative);
    }
    if (children_[node].empty()) {
      sums_[node] = own;
      continue;
    }
    auto sums = std::make_shared<Figures>();
    int overflow = AddTo(*sums, SpanOf(own));
    for (const int child : children_[node]) {
      if (overflow == kNoCell) overflow = AddTo(*sums, SpanOf(sums_[child]));
    }
    if (overflow != kNoCell) return Overflow("sums", nodes_[node].name, overflow);
    if (!IsZero(*sums)) sums_[node] = std::move(sums);
  }
  return absl::OkStatus();
}

void SumTree::Digest() {
  const Hash& hash = *HashFor(tree_.algorithm);
  std::vector<DigestedChild> children;
  for (int node = size() - 1; node >= 0; --node) {
    children.clear();
    for (const int child : children_[node]) {
      children.push_back({.node = nodes_[child].name, .digest = digests_[child], .sums = SpanOf(sums_[child])});
    }
    digests_[node] = NodeDigest(hash, tree_,
                                {.name = nodes_[node].name,
                                 .sealed_at = nodes_[node].above == kNoNode ? tree_.position.sequence() : 0,
                                 .scope = nodes_[node].scope,
                                 .own = SpanOf(nodes_[node].own),
                                 .coverage = nodes_[node].coverage,
                                 .children = children});
  }
}

int SumTree::Find(absl::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? kNoNode : found->second;
}

SignedRoot SumTree::Root() const {
  SignedRoot root;
  root.set_node(nodes_.front().name);
  root.set_year(tree_.year);
  root.set_algorithm(tree_.algorithm);
  *root.mutable_position() = tree_.position;
  const Figures sums = sums_.front() == nullptr ? Figures{} : *sums_.front();
  root.mutable_sums()->Add(sums.begin(), sums.end());
  *root.mutable_coverage() = nodes_.front().coverage;
  root.set_digest(digests_.front());
  return root;
}

ProofNode SumTree::Shown(int node) const {
  ProofNode shown;
  shown.set_node(nodes_[node].name);
  const absl::Span<const int64_t> own = SpanOf(nodes_[node].own);
  shown.mutable_own()->Add(own.begin(), own.end());
  *shown.mutable_coverage() = nodes_[node].coverage;
  shown.set_scope(nodes_[node].scope);
  for (const int place : children_[node]) {
    ProofChild& child = *shown.add_children();
    child.set_node(nodes_[place].name);
    child.set_digest(digests_[place]);
    child.mutable_sums()->Add(sums(place).begin(), sums(place).end());
  }
  return shown;
}

std::vector<ProofNode> SumTree::PathTo(int node) const {
  std::vector<ProofNode> path;
  for (; node != kNoNode; node = nodes_[node].above) path.push_back(Shown(node));
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace nianbao::proof
