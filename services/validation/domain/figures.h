// What a rule reads: this year's figures and last year's.
#pragma once

#include <optional>

#include "libs/form/cell_vector.h"
#include "services/validation/domain/compile.h"

namespace nianbao::validation::domain {

struct Figures {
  form::CellVector current;
  std::optional<form::CellVector> prior;

  // The vector that holds a position. Positions of last year only when there is one.
  const form::CellVector& VectorAt(int position) const { return position < kPrior ? current : *prior; }
  int64_t value(int position) const { return VectorAt(position).value(position % kPrior); }
  form::CellState state(int position) const { return VectorAt(position).state(position % kPrior); }
};

}  // namespace nianbao::validation::domain
