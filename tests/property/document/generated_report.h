// A report made up at random: figures, and the prose around them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/property/document/form_words.h"
#include "tests/property/document/rng.h"

namespace nianbao::testing {

// What an expected figure can be besides a decimal.
inline constexpr char kBlank[] = "";
inline constexpr char kNotApplicable[] = "/";
inline constexpr char kNotPrinted[] = "?";
// Not printed, but it follows from the nought that is printed for its group.
inline constexpr char kNotPrintedButNought[] = "?0";

struct GeneratedReport {
  int year = 0;
  std::string organ;
  // By index of the cell, then the fee statement: a decimal in the printed unit without needless zeros, blank, not
  // applicable, or (fee statement only) not printed.
  std::vector<std::string> figures = std::vector<std::string>(kFigures, kNotPrinted);
  // False when some sums were made wrong on purpose.
  bool sums_hold = true;
  std::vector<std::string> preamble;
  std::vector<std::string> overview;
  std::vector<std::string> problems;
  std::vector<std::string> other_matters;

  bool HasBlanks() const;
};

// wrong_sums is the share in percent of reports with wrong sums.
GeneratedReport Generate(Rng& rng, int wrong_sums = 25);

}  // namespace nianbao::testing
