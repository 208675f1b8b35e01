// How the counts of single organs moved from one tree to another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "nianbao/aggregation/v1/root_link.pb.h"

namespace nianbao::proof {

// In the order of the fields of a coverage.
using CountsMove = std::vector<int64_t>;

// For each node of the link what its counts after are above those before, without what those below it moved: nodes that
// are not shown did not change. above: for each node the place of the one it stands below, which comes before it; -1
// for the first.
std::vector<CountsMove> CountsMoved(const aggregation::v1::RootLink& link, absl::Span<const int> above);

// "" when the counts of one organ can move so; otherwise which cannot, as "late: moved by 2, …". Each of them is 0 or
// 1, and moves with a report only. reported: whether something became of its report.
std::string MoveFault(const CountsMove& moved, bool reported);

}  // namespace nianbao::proof
