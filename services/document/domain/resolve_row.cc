#include "services/document/domain/resolve_row.h"

#include <algorithm>
#include <optional>

#include "services/document/domain/sums.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;

std::vector<std::optional<int64_t>> ValuesOf(absl::Span<const Reading> readings) {
  std::vector<std::optional<int64_t>> values;
  for (const Reading& reading : readings) {
    const bool number = reading.figure.state == CellState::kNumber;
    const bool nothing = reading.figure.state != CellState::kUnresolved;
    values.push_back(number ? std::optional(reading.figure.value) : nothing ? std::optional<int64_t>(0) : std::nullopt);
  }
  return values;
}

}  // namespace

std::vector<Reading> ResolveRow(absl::Span<const form::Cell* const> row, absl::Span<const CellTextFound> texts) {
  std::vector<Reading> readings;
  for (size_t i = 0; i < row.size(); ++i) {
    const CellText read = ReadCellText(texts[i].text.text, *row[i]);
    Reading& reading = readings.emplace_back(Reading{texts[i].text, read.figure, read.repair});
    if (texts[i].shared && read.figure.state == CellState::kNumber) {
      reading.figure = {CellState::kUnresolved, 0};
      reading.repair = Repair::kNone;
    }
  }
  const auto values = ValuesOf(readings);
  const std::vector<RowSum> sums = SumsOf(row);
  for (size_t i = 0; i < row.size(); ++i) {
    if (readings[i].repair != Repair::kGap || SumsConfirm(sums, values, i)) continue;
    readings[i].figure = {CellState::kUnresolved, 0};
    readings[i].repair = Repair::kNone;
  }
  return readings;
}

bool SumsConfirmRow(absl::Span<const form::Cell* const> row, absl::Span<const Reading> readings) {
  const auto values = ValuesOf(readings);
  const std::vector<RowSum> sums = SumsOf(row);
  return !sums.empty() &&
         std::all_of(sums.begin(), sums.end(), [&](const RowSum& sum) { return SumsConfirm(sums, values, sum.total); });
}

}  // namespace nianbao::document::domain
