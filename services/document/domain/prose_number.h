// Numbers as people write them in running text.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "services/document/domain/prose.h"

namespace nianbao::document::domain {

// A number at the front of a text.
struct ProseNumber {
  // Signs that it takes, 余 and 多 included.
  size_t length = 0;
  // Millionths of the value. Absent when the number is not clear beyond doubt, as 二三, 百余 or 1万2000 are, or is too
  // large.
  std::optional<int64_t> millionths;
  // 余, 多: the value is the least.
  bool at_least = false;
  // Written in Chinese numerals alone.
  bool chinese = false;
};

// Reads ASCII digits with well-formed thousands separators and decimals, or Chinese numerals, then 千, 万 and 亿.
// Digits that white space parts, as line breaks do, are one number. length is 0 when there is none.
ProseNumber ReadProseNumber(absl::Span<const Sign> signs);

}  // namespace nianbao::document::domain
