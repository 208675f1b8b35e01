// What the other lines of a table say about a gap.
#pragma once

#include "absl/types/span.h"
#include "services/document/readers/layout/layout_gaps.h"

namespace nianbao::document::readers {

class ColumnEvidence {
 public:
  // The lines of a table on one page. They must outlive this.
  explicit ColumnEvidence(absl::Span<const Line> lines) : lines_(lines) {}

  // True when the gap between before and words[word] of the line, which leaves it open, parts two cells.
  bool Parts(Gap gap, const Run& before, size_t line, size_t word) const;

 private:
  struct Side {
    double left = 0;
    double right = 0;
  };
  // How lines have their figures over or under two neighbours.
  struct Figures {
    // Lines with a figure at either, well apart and not.
    int apart = 0;
    int close = 0;
    // Lines with only one figure at the two together, and with one at the second alone.
    int single = 0;
    int at_second = 0;
  };

  // The right end of a word, or of two characters that are spread over the head of one column.
  double RightOf(size_t line, size_t word) const;
  Figures Count(const Side& first, const Side& second, size_t line) const;
  bool RepeatsBetweenShortWords(size_t line, size_t word) const;
  // A line of hardly anything but heads of columns, such as 结果 结果 其他 尚未.
  bool IsLineOfHeads(size_t line) const;
  bool IsFollowedClosely(size_t line, size_t word) const;

  const absl::Span<const Line> lines_;
};

}  // namespace nianbao::document::readers
