#include "services/aggregation/domain/query/measure.h"

#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "services/aggregation/domain/query/indicators.h"
#include "services/aggregation/domain/view/sum_overflow.h"

namespace nianbao::aggregation {
namespace {

absl::int128 Added(const google::protobuf::RepeatedPtrField<v1::CellTerm>& terms, const NodeTotal& total) {
  absl::int128 sum = 0;
  for (const v1::CellTerm& term : terms) {
    const int index = form::Catalogue::Get().Find(term.cell())->index;
    sum += absl::int128(total.cells[index]) * (term.factor() == 0 ? 1 : term.factor());
  }
  return sum;
}

}  // namespace

std::optional<Measure> Measure::Find(absl::string_view name) {
  const form::Cell* const cell = form::Catalogue::Get().Find(name);
  if (cell != nullptr && cell->index < form::Catalogue::kCellCount) return Measure(*cell);
  const v1::Indicator* const indicator = FindIndicator(name);
  if (indicator != nullptr) return Measure(*indicator);
  return std::nullopt;
}

absl::StatusOr<v1::Measurement> Measure::In(const NodeTotal& total) const {
  v1::Measurement measurement;
  measurement.set_measure(name());
  if (is_cell()) {
    measurement.set_numerator(total.cells[cell_->index]);
    measurement.set_denominator(1);
    return measurement;
  }
  const absl::int128 numerator = Added(indicator_->numerator(), total);
  const absl::int128 denominator = Added(indicator_->denominator(), total);
  if (!FitsInt64(numerator) || !FitsInt64(denominator)) return SumOverflow(total, name(), printed_name());
  measurement.set_numerator(static_cast<int64_t>(numerator));
  measurement.set_denominator(static_cast<int64_t>(denominator));
  return measurement;
}

int Compare(const v1::Measurement& a, const v1::Measurement& b) {
  absl::int128 left = absl::int128(a.numerator()) * b.denominator();
  absl::int128 right = absl::int128(b.numerator()) * a.denominator();
  // Reports of past years may hold figures below 0.
  if ((a.denominator() < 0) != (b.denominator() < 0)) std::swap(left, right);
  if (left == right) return 0;
  return left < right ? -1 : 1;
}

void CheckMeasure(absl::string_view path, absl::string_view name, RequestCheck& check) {
  if (Measure::Find(name).has_value()) return;
  check.Fault(path,
              absl::StrCat("got \"", name, "\", want a cell code of the tables of the form, or the id of an indicator"),
              absl::StrCat("“", name, "”既不是表中的单元格，也不是指标，可用 nianbao form 查看全部单元格"));
}

}  // namespace nianbao::aggregation
