#include "services/aggregation/domain/tree.h"

namespace nianbao::aggregation {
namespace {

bool HangsBelow(const Node* node, const Node& above) {
  for (; node != nullptr; node = node->parent) {
    if (node == &above) return true;
  }
  return false;
}

}  // namespace

Node* OrganTree::Find(absl::string_view name) const {
  const auto found = nodes_.find(name);
  return found == nodes_.end() ? nullptr : found->second.get();
}

Node& OrganTree::FindOrAdd(const std::string& name) {
  std::unique_ptr<Node>& node = nodes_[name];
  if (node == nullptr) {
    node = std::make_unique<Node>();
    node->name = name;
  }
  return *node;
}

Node& OrganTree::Put(const organ::v1::Organ& organ) {
  Node& node = FindOrAdd(organ.name());
  node.known = true;
  node.title = organ.title();
  // An organ that was dissolved owes no more; what it reported stays where it was.
  node.owes_own = !organ.absent() &&
                  (organ.scope_duty() == organ::v1::SCOPE_DUTY_OWN || organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH);
  if (node.wanted_parent != organ.parent()) {
    node.wanted_parent = organ.parent();
    misplaced_.insert(node.name);
  }
  return node;
}

std::optional<OrganTree::Move> OrganTree::NextMove() {
  for (const std::string& name : misplaced_) {
    Node* const node = Find(name);
    Node* const wanted = node->wanted_parent.empty() ? nullptr : &FindOrAdd(node->wanted_parent);
    if (!HangsBelow(wanted, *node)) return Move{node, wanted};
    if (node->parent != nullptr) return Move{node, nullptr};
  }
  return std::nullopt;
}

void OrganTree::Make(const Move& move) {
  Node& node = *move.node;
  if (node.parent != nullptr) node.parent->children.erase(node.name);
  node.parent = move.to;
  if (move.to != nullptr) move.to->children.emplace(node.name, &node);
  const absl::string_view place = move.to == nullptr ? absl::string_view() : move.to->name;
  if (place == node.wanted_parent) misplaced_.erase(node.name);
}

}  // namespace nianbao::aggregation
