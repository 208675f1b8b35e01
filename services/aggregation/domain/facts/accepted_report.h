// An accepted revision of a report, as far as totals care.
#pragma once

#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {

// Most of the 200 figures of a report are 0. It holds the others, in the memory right behind it: a ReportStore makes
// it.
class AcceptedReport {
 public:
  static_assert(form::CellVector::kSize <= 256, "an index has eight bits");
  // A figure and its index in the catalogue, as near to the next as they can be.
  template <typename Int>
  struct [[gnu::packed]] FigureIn {
    Int value = 0;
    uint8_t index = 0;
  };
  using Small = FigureIn<int16_t>;
  // A figure that does not fit 16 bits.
  using Large = FigureIn<int64_t>;
  struct EmptyCell {
    uint8_t index = 0;
    form::CellState state = form::CellState::kBlank;
  };

  AcceptedReport(const AcceptedReport&) = delete;
  AcceptedReport& operator=(const AcceptedReport&) = delete;

  // Sequence of the event that accepted it.
  int64_t accepted_at() const { return accepted_at_; }
  int revision() const { return revision_; }

  // The figures that are not 0.
  absl::Span<const Large> large() const { return {reinterpret_cast<const Large*>(this + 1), large_count_}; }
  absl::Span<const Small> small() const { return {reinterpret_cast<const Small*>(large().end()), small_count_}; }
  // The cells without a number; most reports fill every cell. Their figure is 0.
  absl::Span<const EmptyCell> empty() const {
    return {reinterpret_cast<const EmptyCell*>(small().end()), empty_count_};
  }

  int64_t Figure(int index) const;
  std::array<int64_t, form::CellVector::kSize> Figures() const;

 private:
  friend class ReportStore;

  AcceptedReport() = default;

  int64_t accepted_at_ = 0;
  int32_t revision_ = 0;
  uint8_t large_count_ = 0;
  uint8_t small_count_ = 0;
  uint8_t empty_count_ = 0;
};

}  // namespace nianbao::aggregation
