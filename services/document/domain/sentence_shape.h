// A sentence with its figures taken out, so that patterns see only its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// The characters that stand for what was taken out.
// A count with its unit: 件, 起, 宗, 次, 条, 份, 项, 个.
inline constexpr char32_t kCountSign = 0xE000;
// A percentage.
inline constexpr char32_t kShareSign = 0xE001;
// An amount of money.
inline constexpr char32_t kMoneySign = 0xE002;
// Any other number, and one that is not clear beyond doubt.
inline constexpr char32_t kNumberSign = 0xE003;

// What a count, share or money sign stands for. Counts are in units, shares in hundredths of a percent, money in fen.
struct Quantity {
  // A percentage.
  bool share = false;
  std::optional<int64_t> min;
  std::optional<int64_t> max;
  // The unit of a count, empty without one.
  std::string unit;
  // Bytes of the printed sentence, from begin up to, not including, end.
  size_t begin = 0;
  size_t end = 0;
};

struct SentenceShape {
  // The words, with years as 上年, 本年, 下年 and 他年 when the year of the report is known; 他年 for all otherwise.
  std::string words;
  // One for each count, share and money sign, in their order.
  std::vector<Quantity> quantities;
};

// year is that of the report, 0 when unknown.
SentenceShape ShapeOf(absl::string_view sentence, int year);

}  // namespace nianbao::document::domain
