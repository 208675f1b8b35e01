// Walks through a report in reading order, for the layouts.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

enum class TextKind { kTitle, kHeading, kParagraph };

void Compose(const PrintedReport& report, const std::function<void(TextKind, const std::string&)>& text,
             const std::function<void(const PrintedTable&)>& table);

// The text without its line breaks.
std::string Unbroken(const std::string& text);
// The lines of the text.
std::vector<std::string> BrokenLines(const std::string& text);

// What to print for the places that merged cells cover.
enum class Merged {
  // Nothing at all.
  kGone,
  // An empty cell for the rows below; nothing for the columns beside.
  kEmptyBelow,
  // An empty cell for every place of the grid.
  kEmpty,
};
// The texts of every row, unbroken.
std::vector<std::vector<std::string>> TextsOf(const PrintedTable& table, Merged merged);

}  // namespace nianbao::testing
