// The figures of a report in the least room.
#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>

#include "absl/types/span.h"
#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {

// Most of the 200 figures of a report are 0: it holds the others, and refers to memory that others own.
class FigureRow {
 public:
  struct Small {
    int32_t value : 24;
    uint32_t index : 8;
  };
  // A figure that does not fit 24 bits.
  struct Large {
    int64_t value = 0;
    uint8_t index = 0;
  };

  FigureRow() = default;
  // Lays the figures into the memory.
  FigureRow(const form::CellVector& figures, std::pmr::memory_resource& memory);

  // By index in the catalogue; likewise below.
  int64_t operator[](int index) const;
  std::array<int64_t, form::CellVector::kSize> Values() const;

  // In catalogue order; likewise large().
  absl::Span<const Small> small() const { return small_; }
  absl::Span<const Large> large() const { return large_; }

 private:
  absl::Span<const Small> small_;
  absl::Span<const Large> large_;
};

}  // namespace nianbao::aggregation
