// Sums of subtrees, and how they move through the tree.
#pragma once

#include <cstdint>

#include "services/aggregation/domain/node.h"

namespace nianbao::aggregation {

// What the node and everything below it add to the totals of a year.
Contribution SubtreeContribution(const Node& node, int year);

// Adds delta to everything above the node, and marks the node and them as changed by the event.
void Spread(Node& node, int year, const Contribution& delta, int64_t sequence);

// Adds delta organs that owe an own report to the node and everything above it, and marks them as changed.
void SpreadOwing(Node& node, int delta, int64_t sequence);

// Takes a subtree out of the sums above it, before it is unlinked.
void TakeOut(Node& node, int64_t sequence);
// Adds a subtree to the sums above it, after it is linked.
void PutIn(Node& node, int64_t sequence);

}  // namespace nianbao::aggregation
