// Sets a report on pages: where every piece of text stands, with wrapped titles, centred figures and page breaks.
#pragma once

#include <string>
#include <vector>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

constexpr double kPageWidth = 595;
constexpr double kPageHeight = 842;

// A piece of text. Points from the left and from the bottom of the page to the start of its baseline.
struct PlacedWord {
  std::string text;
  double x = 0;
  double y = 0;
  double size = 0;
  // Turned by 90 degrees, read upwards.
  bool rotated = false;
};

struct Line {
  double x1, y1, x2, y2;
};

// How the lines between the cells are drawn.
struct Ruling {
  bool drawn = true;
  double width = 0.5;
  // 0 is black.
  double grey = 0;
  // As thin filled areas, as word processors do, instead of as lines.
  bool filled = false;
  // The edges of a table at a page break.
  bool closed_at_breaks = true;
};

struct Page {
  std::vector<PlacedWord> words;
  std::vector<Line> lines;
  Ruling ruling;
};

// How the outermost title 三、本年度办理结果 is set, which has one narrow column for many rows.
enum class NarrowTitle { kWrapped, kStacked, kRotated };

struct PageStyle {
  double table_size = 9;
  NarrowTitle narrow_title = NarrowTitle::kWrapped;
  // "- 3 -" at the foot.
  bool page_numbers = true;
  // Titles of groups that a page break cuts are printed half on either page, as word processors do.
  bool split_titles = false;
  // Figures centred in their cells, not at the left.
  bool centred = true;
  Ruling ruling;
  // Space above the first line, so that the page break moves through table three.
  double top = 0;
};

std::vector<Page> LayOut(const PrintedReport& report, const PageStyle& style);

// The width of the text at size 1: 1 for each wide character, 0.5 for ASCII.
double WidthOf(const std::string& text);
std::vector<std::string> Characters(const std::string& text);

}  // namespace nianbao::testing
