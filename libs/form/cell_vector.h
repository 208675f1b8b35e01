// A report's 200 figures as a dense vector.
#pragma once

#include <array>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_value.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/form/v1/cell_vector.pb.h"

namespace nianbao::form {

// What a cell holds. The numbers are those of form.v1.CellVector.states.
enum class CellState : uint8_t { kBlank = 0, kNumber = 1, kNotApplicable = 2, kUnresolved = 3 };

// The state that a mark gives its cell.
CellState StateOf(const v1::CellMark& mark);

// Values in catalogue order. The value of a cell that holds no number is 0.
class CellVector {
 public:
  static constexpr int kSize = Catalogue::kCellCount;

  int64_t value(int index) const { return values_[index]; }
  CellState state(int index) const { return states_[index]; }
  const std::array<int64_t, kSize>& values() const { return values_; }

  void SetNumber(int index, int64_t value) {
    values_[index] = value;
    states_[index] = CellState::kNumber;
  }
  // state must not be kNumber.
  void SetEmpty(int index, CellState state) {
    values_[index] = 0;
    states_[index] = state;
  }

  bool operator==(const CellVector&) const = default;

 private:
  std::array<int64_t, kSize> values_{};
  std::array<CellState, kSize> states_{};
};

// Reads the figures of a report.
// INVALID_ARGUMENT REPORT_MALFORMED when a mark names no cell, has no state, is given twice, or stands on a cell
// that holds a number.
absl::StatusOr<CellVector> VectorOf(const v1::AnnualReport& report);

// Writes the figures into a report: numbers into the fields, the other states into marks. Marks of cells that keep
// their state keep their raw text; everything else of the report is left alone.
void ApplyVector(const CellVector& vector, v1::AnnualReport& report);

v1::CellVector ToProto(const CellVector& vector);
// INVALID_ARGUMENT CELL_VECTOR_MALFORMED when the sizes are not 200 and 50, or a cell without number has a value.
absl::StatusOr<CellVector> FromProto(const v1::CellVector& proto);

}  // namespace nianbao::form
