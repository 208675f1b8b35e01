// Sums of reports that can be added to and taken from exactly.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "absl/numeric/int128.h"
#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/view/contribution.h"

namespace nianbao::aggregation {

// 128 bits hold the sum of any number of 64-bit figures that a log can carry, so adding and taking away never loses
// anything, and a sum that no longer fits 64 bits is noticed when it is read.
struct Sum {
  // How many of the accepted reports hold no number in the cell.
  struct EmptyCells {
    std::array<int32_t, form::CellVector::kSize> blank{};
    std::array<int32_t, form::CellVector::kSize> not_applicable{};
    std::array<int32_t, form::CellVector::kSize> unresolved{};
  };

  std::array<absl::int128, form::CellVector::kSize> cells{};
  Counts counts;
  // nullptr while every report has filled every cell.
  std::unique_ptr<EmptyCells> empty;

  void Add(const Contribution& contribution);
  void Take(const Contribution& contribution);
  Sum& operator+=(const Sum& other);
};

// Adds contributions to one sum, faster than one by one: figures that are small, and nearly all are, are first added up
// in 64 bits, which hold the sum of as many as there are organs.
class SumOfMany {
 public:
  explicit SumOfMany(Sum& sum) : sum_(sum) {}
  ~SumOfMany();
  SumOfMany(const SumOfMany&) = delete;
  SumOfMany& operator=(const SumOfMany&) = delete;

  void Add(const Contribution& contribution);

 private:
  Sum& sum_;
  std::array<int64_t, form::CellVector::kSize> small_{};
  Counts counts_;
};

}  // namespace nianbao::aggregation
