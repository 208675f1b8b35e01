#include "clients/cli/printed_cell.h"

#include <fmt/core.h>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/form/decimal.h"

namespace nianbao::cli {
namespace {

using form::Cell;

const Cell* Find(const std::string& code) { return form::Catalogue::Get().Find(code); }

}  // namespace

std::string PrintedName(const std::string& cell) {
  const Cell* const found = Find(cell);
  return found == nullptr ? cell : found->printed_name();
}

std::string PrintedFigure(const std::string& cell, int64_t value) {
  const Cell* const found = Find(cell);
  return form::FormatDecimal(value, found == nullptr ? 0 : found->scale);
}

std::string PrintedDifference(const std::string& cell, int64_t before, int64_t after) {
  const Cell* const found = Find(cell);
  const absl::int128 difference = absl::int128(after) - before;
  return absl::StrCat(difference > 0 ? "+" : "", form::FormatDecimal(difference, found == nullptr ? 0 : found->scale));
}

std::string PerCent(int64_t part, int64_t whole) {
  if (whole == 0) return "—";
  absl::int128 numerator = absl::int128(part) * 10'000;
  absl::int128 denominator = whole;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const bool negative = numerator < 0;
  if (negative) numerator = -numerator;
  const absl::int128 hundredths = (numerator * 2 + denominator) / (denominator * 2);
  return fmt::format("{}{}.{:02}%", negative && hundredths > 0 ? "-" : "", form::FormatDecimal(hundredths / 100, 0),
                     static_cast<int>(hundredths % 100));
}

std::string PrintedValue(const aggregation::v1::Measurement& value) {
  return Find(value.measure()) != nullptr ? PrintedFigure(value.measure(), value.numerator())
                                          : PerCent(value.numerator(), value.denominator());
}

std::string Shortened(const std::string& text, int columns) {
  int taken = 0;
  size_t end = 0;
  size_t kept = 0;
  while (end < text.size()) {
    size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    taken += next - end == 1 ? 1 : 2;
    if (taken > columns) return text.substr(0, kept) + "…";
    end = next;
    if (taken < columns) kept = end;
  }
  return text;
}

}  // namespace nianbao::cli
