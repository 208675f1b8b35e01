// A line taken apart as the heading of a section.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::domain {

// The line without its number, in the shape of Key.
struct HeadingLine {
  // 0 when none is printed.
  int number = 0;
  // 一、 or 第一部分, not 1.
  bool chinese_number = false;
  // （一）: a subheading.
  bool bracketed = false;
  // Without punctuation at its end.
  std::string body;
};

// Takes "一、总体情况", "1. 总体情况：", "第一部分 总体情况", "一总体情况" and "总体情况" apart. Signs that stand for
// broken characters are left out. The body is empty for a text too long to be a heading.
HeadingLine ParseHeading(absl::string_view line);

// The wordings of a heading, the form's own first.
class HeadingWords {
 public:
  explicit HeadingWords(const form::Title& heading);

  // True when the body is one of the wordings, a word of which may be doubled.
  bool Match(absl::string_view body) const;
  bool MatchPrinted(absl::string_view body) const { return body == wordings_.front(); }
  // The length of the longest wording with which the body begins; 0 when it begins with none.
  size_t MatchFront(absl::string_view body) const;

 private:
  std::vector<std::string> wordings_;
};

}  // namespace nianbao::document::domain
