// Running text of a page, cut into paragraphs.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"

namespace nianbao::document::readers {

// Collects text as a browser lays it out: white space counts once, and not at all at the ends of a paragraph or where a
// line of the source ends between two Chinese characters. No-break and ideographic spaces are characters. Paragraphs
// that show nothing are left out.
class HtmlFlow {
 public:
  // line is the one in which the text begins.
  void AddText(absl::string_view text, int line);
  // Text whose lines stand as they are.
  void AddLines(absl::string_view text, int line);
  void EndParagraph();

  // Ends the paragraph and hands out all of them.
  std::vector<domain::Paragraph> Take();
  // The same as one text, one line each.
  std::string TakeText();

 private:
  enum class Gap { kNone, kSpace, kLineEnd };

  std::vector<domain::Paragraph> paragraphs_;
  domain::Paragraph open_;
  Gap gap_ = Gap::kNone;
};

}  // namespace nianbao::document::readers
