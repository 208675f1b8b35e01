#include "services/document/domain/title_spans.h"

#include <algorithm>

namespace nianbao::document::domain {
namespace {

using Titles = std::vector<form::Title>;

// True when the level is that of a group of both lines, and both stand in the same group.
bool SameGroup(const Titles& a, const Titles& b, size_t level) {
  return level + 1 < a.size() && level + 1 < b.size() &&
         std::equal(a.begin(), a.begin() + level + 1, b.begin(),
                    [](const form::Title& x, const form::Title& y) { return x.text == y.text; });
}

}  // namespace

std::vector<TitleSpan> SpansOf(absl::Span<const Titles* const> lines, int depth) {
  std::vector<TitleSpan> spans;
  for (size_t line = 0; line < lines.size(); ++line) {
    const Titles& titles = *lines[line];
    for (size_t level = 0; level < titles.size(); ++level) {
      if (line > 0 && SameGroup(*lines[line - 1], titles, level)) continue;
      const bool innermost = level + 1 == titles.size();
      TitleSpan span;
      span.text = titles[level].text;
      span.level = static_cast<int>(level);
      span.levels = innermost ? depth - span.level : 1;
      span.line = static_cast<int>(line);
      while (line + span.count < lines.size() && SameGroup(titles, *lines[line + span.count], level)) ++span.count;
      spans.push_back(span);
    }
  }
  return spans;
}

}  // namespace nianbao::document::domain
