// The edges between which the prose of a document runs.
#pragma once

#include <map>
#include <vector>

#include "services/document/readers/layout/layout_runs.h"

namespace nianbao::document::readers {

// A line as the blocks are found: its runs by gaps, and whether they look like prose.
struct LineShape {
  std::vector<Run> runs;
  int page = 0;
  double left = 0;
  // Where the line ends as printed. In text every character counts one column, so this measures Chinese ones double.
  double reach = 0;
  double size = 0;
  // Length of the text in ems.
  double ems = 0;

  bool single() const { return runs.size() == 1 && !runs[0].vertical; }
};

LineShape ShapeOf(const Line& line, Positions positions);

class Margins {
 public:
  explicit Margins(const std::vector<LineShape>& lines);

  // Begins at the left edge or is indented like the first line of a paragraph.
  bool BeginsProse(const LineShape& line) const;
  bool IsIndented(const LineShape& line) const;
  // Goes to the right edge: the text goes on with the next line.
  bool IsFull(const LineShape& line) const;
  // True when enough lines agree on the edges to tell prose from the label of a table.
  bool IsSure(int page) const;

 private:
  struct Edges {
    double left = 0;
    double right = 0;
    // Lines that end there.
    int lines = 0;
  };

  static Edges EdgesOf(const std::vector<const LineShape*>& lines);
  const Edges& EdgesOn(int page) const;

  Edges whole_;
  std::map<int, Edges> pages_;
};

}  // namespace nianbao::document::readers
