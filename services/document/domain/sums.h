// The sums within one row of the form.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::domain {

// Some cells of a row, by their places in it, and the place of their total.
struct RowSum {
  std::vector<size_t> parts;
  size_t total = 0;
};

// The sums of a row: one in table three, three in table four, none in table two.
std::vector<RowSum> SumsOf(absl::Span<const form::Cell* const> row);

// True when every sum that has this cell holds. False without such a sum, where a value it needs is missing, and where
// all its values are 0, which would confirm anything.
bool SumsConfirm(absl::Span<const RowSum> sums, absl::Span<const std::optional<int64_t>> values, size_t cell);

}  // namespace nianbao::document::domain
