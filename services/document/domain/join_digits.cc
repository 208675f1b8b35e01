#include "services/document/domain/join_digits.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/document/domain/figure.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kMostCellsTooMany = 3;

using Texts = std::vector<PlacedText>;

bool SumsHold(const Texts& texts, absl::Span<const form::Cell* const> row, absl::Span<const RowSum> sums) {
  std::vector<std::optional<int64_t>> values;
  for (size_t i = 0; i < row.size(); ++i) {
    const Figure figure = ReadFigure(texts[i].text, row[i]->scale);
    if (figure.state != form::CellState::kNumber) return false;
    values.emplace_back(figure.value);
  }
  return std::all_of(sums.begin(), sums.end(), [&](const RowSum& sum) { return SumsConfirm(sums, values, sum.total); });
}

class Joiner {
 public:
  Joiner(absl::Span<const Cell* const> texts, absl::Span<const form::Cell* const> row)
      : texts_(texts), row_(row), sums_(SumsOf(row)) {}

  std::optional<Texts> Join() {
    if (sums_.empty() || texts_.size() <= row_.size() || texts_.size() > row_.size() + kMostCellsTooMany) {
      return std::nullopt;
    }
    Try(0);
    return ways_ == 1 ? std::optional(found_) : std::nullopt;
  }

 private:
  // Takes the next cell of the row from the texts on.
  void Try(size_t next) {
    const size_t cells_left = row_.size() - taken_.size();
    const size_t texts_left = texts_.size() - next;
    if (cells_left == 0) {
      if (texts_left > 0 || !SumsHold(taken_, row_, sums_)) return;
      found_ = taken_;
      ++ways_;
      return;
    }
    PlacedText text = {"", texts_[next]->place};
    for (size_t n = 1; texts_left >= n && texts_left - n >= cells_left - 1; ++n) {
      absl::StrAppend(&text.text, Trimmed(texts_[next + n - 1]->text));
      taken_.push_back(text);
      Try(next + n);
      taken_.pop_back();
    }
  }

  absl::Span<const Cell* const> texts_;
  absl::Span<const form::Cell* const> row_;
  const std::vector<RowSum> sums_;
  Texts taken_;
  Texts found_;
  int ways_ = 0;
};

}  // namespace

std::optional<std::vector<PlacedText>> JoinDigits(absl::Span<const Cell* const> texts,
                                                  absl::Span<const form::Cell* const> row) {
  return Joiner(texts, row).Join();
}

}  // namespace nianbao::document::domain
