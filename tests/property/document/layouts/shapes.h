// Every shape in which the generator can write a report.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "tests/property/document/printed_report.h"
#include "tests/property/document/rng.h"

namespace nianbao::testing {

struct Shape {
  std::string name;
  // Of the file name.
  std::string ending;
  std::string (*write)(const PrintedReport& report, Rng& rng) = nullptr;
  // Percent of the cells that must be read right in reports that were not damaged: 100 where nothing is lost.
  int least_right = 100;
  // Places with nothing in them can be told from the others.
  bool keeps_blanks = true;
  bool keeps_tables = true;
};

inline std::ostream& operator<<(std::ostream& out, const Shape& shape) { return out << shape.name; }

const std::vector<Shape>& Shapes();

}  // namespace nianbao::testing
