// What two trees of the same node have to show so that one follows from the other.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/proof/sum_tree.h"
#include "nianbao/aggregation/v1/root_link.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::proof {

// Bytes that the nodes of a link may take.
inline constexpr size_t kLinkBytesMax = size_t{2} << 20;

// Whether something became, between the two trees, of the organ's report of this scope.
using Reported = absl::FunctionRef<bool(absl::string_view organ, form::v1::Scope scope)>;

// The nodes that differ and those of which a report is `reported`, without roots and events. Both trees are of
// one node and year, in one log, with one algorithm.
// FAILED_PRECONDITION LIST_CHANGED when they differ in more than reports can change; RESOURCE_EXHAUSTED LINK_TOO_LONG.
absl::StatusOr<aggregation::v1::RootLink> LinkTrees(const SumTree& before, const SumTree& after, Reported reported);

}  // namespace nianbao::proof
