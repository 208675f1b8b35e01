#include "services/aggregation/domain/facts/figure_row.h"

#include "absl/container/inlined_vector.h"
#include "services/aggregation/domain/facts/lay_down.h"

namespace nianbao::aggregation {
namespace {

constexpr int64_t kSmallEnd = int64_t{1} << 23;

bool IsSmall(int64_t value) { return value >= -kSmallEnd && value < kSmallEnd; }

}  // namespace

FigureRow::FigureRow(const form::CellVector& figures, std::pmr::memory_resource& memory) {
  absl::InlinedVector<Small, form::CellVector::kSize> small;
  absl::InlinedVector<Large, form::CellVector::kSize> large;
  for (int i = 0; i < form::CellVector::kSize; ++i) {
    const int64_t value = figures.value(i);
    if (value == 0) continue;
    if (IsSmall(value)) {
      small.push_back({static_cast<int32_t>(value), static_cast<uint32_t>(i)});
    } else {
      large.push_back({value, static_cast<uint8_t>(i)});
    }
  }
  small_ = LayDown<Small>(small, memory);
  large_ = LayDown<Large>(large, memory);
}

int64_t FigureRow::operator[](int index) const {
  for (const Small& small : small_) {
    if (static_cast<int>(small.index) == index) return small.value;
  }
  for (const Large& large : large_) {
    if (large.index == index) return large.value;
  }
  return 0;
}

std::array<int64_t, form::CellVector::kSize> FigureRow::Values() const {
  std::array<int64_t, form::CellVector::kSize> values{};
  for (const Small& small : small_) values[small.index] = small.value;
  for (const Large& large : large_) values[large.index] = large.value;
  return values;
}

}  // namespace nianbao::aggregation
