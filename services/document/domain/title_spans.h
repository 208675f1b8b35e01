// Which places a nested title covers.
#pragma once

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::domain {

// A title over `count` lines from `line` on. Lines are columns for the titles of columns, rows for those of rows. It
// stands at `level` of the titles, 0 outermost, and fills `levels`.
struct TitleSpan {
  std::string text;
  int level = 0;
  int levels = 1;
  int line = 0;
  int count = 1;
};

// The spans of lines whose titles are given from the outermost group to the line itself, by line and then by level.
// Neighbours share the titles of their groups; the title of a line itself fills the levels that are left up to `depth`.
std::vector<TitleSpan> SpansOf(absl::Span<const std::vector<form::Title>* const> lines, int depth);

}  // namespace nianbao::document::domain
