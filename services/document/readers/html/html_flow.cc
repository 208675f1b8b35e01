#include "services/document/readers/html/html_flow.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::readers {
namespace {

bool IsAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

}  // namespace

void HtmlFlow::AddText(absl::string_view text, int line) {
  while (!text.empty()) {
    if (absl::ascii_isspace(text.front())) {
      const bool ends_line = text.front() == '\n';
      gap_ = std::max(gap_, ends_line ? Gap::kLineEnd : Gap::kSpace);
      line += ends_line ? 1 : 0;
      text.remove_prefix(1);
      continue;
    }
    const size_t length = std::find_if(text.begin(), text.end(), absl::ascii_isspace) - text.begin();
    if (open_.text.empty()) {
      open_.place.line = line;
    } else if (gap_ == Gap::kSpace ||
               (gap_ == Gap::kLineEnd && (IsAscii(open_.text.back()) || IsAscii(text.front())))) {
      open_.text += ' ';
    }
    gap_ = Gap::kNone;
    absl::StrAppend(&open_.text, text.substr(0, length));
    text.remove_prefix(length);
  }
}

void HtmlFlow::AddLines(absl::string_view text, int line) {
  for (size_t end = 0; end != absl::string_view::npos; ++line) {
    end = text.find('\n');
    if (open_.text.empty()) open_.place.line = line;
    absl::StrAppend(&open_.text, text.substr(0, end));
    if (end == absl::string_view::npos) break;
    text.remove_prefix(end + 1);
    EndParagraph();
  }
}

void HtmlFlow::EndParagraph() {
  if (!domain::Trimmed(open_.text).empty()) paragraphs_.push_back(std::move(open_));
  open_ = {};
  gap_ = Gap::kNone;
}

std::vector<domain::Paragraph> HtmlFlow::Take() {
  EndParagraph();
  return std::exchange(paragraphs_, {});
}

std::string HtmlFlow::TakeText() {
  return absl::StrJoin(
      Take(), "\n", [](std::string* out, const domain::Paragraph& paragraph) { absl::StrAppend(out, paragraph.text); });
}

}  // namespace nianbao::document::readers
