// How one organ moved the total of a node between two moments.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "nianbao/aggregation/v1/explain.pb.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

// The total as it was at a moment, before or after.
struct Side {
  Side(const View& view, int node, Moment at);

  // What the organ adds to the total of the node.
  Contribution Adds(int organ) const { return is_member[organ] ? view.Own(organ) : Contribution(); }

  const View& view;
  const Moment at;
  // The node and all below it.
  const std::vector<int> members;
  // By number of the organ.
  std::vector<bool> is_member;
};

using Figures = std::array<int64_t, form::CellVector::kSize>;

// Adds those of the cells in which the two differ.
void AddChanges(const Figures& before, const Figures& after, absl::Span<const form::Cell* const> cells,
                google::protobuf::RepeatedPtrField<v1::CellChange>* changes);

// Whether the organ moved the total or its coverage, and if so how, told for these cells.
bool Moved(const Side& before, const Side& after, int organ, absl::Span<const form::Cell* const> cells,
           v1::FilingMovement* movement);

}  // namespace nianbao::aggregation
