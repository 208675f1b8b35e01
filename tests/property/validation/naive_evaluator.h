// The rules read a second time, as slowly and plainly as possible: by the names of cells, with nothing of the service.
#pragma once

#include <string>
#include <vector>

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/validation/v1/rulebook.pb.h"

namespace nianbao::validation::naive {

struct Result {
  // One line a violation, in the order of a verdict: "id left right difference" or "id cell cell ...".
  std::vector<std::string> lines;
  int not_assessable = 0;
};

// The codes of the 200 cells in the order of the form.
std::vector<std::string> CellCodes();

// prior may be nullptr.
Result Evaluate(const v1::Rulebook& rulebook, const form::v1::AnnualReport& report,
                const form::v1::AnnualReport* prior);

}  // namespace nianbao::validation::naive
