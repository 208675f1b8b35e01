// The rules read a second time, as slowly and plainly as possible: by the names of cells, with nothing of the service.
#pragma once

#include <string>
#include <vector>

#include "nianbao/validation/v1/rulebook.pb.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::validation::naive {

struct Result {
  // One line a violation, in the order of a verdict: "id left right difference" or "id cell cell ...".
  std::vector<std::string> lines;
  int not_assessable = 0;
  int uncertain = 0;
};

// The codes of the 200 cells in the order of the form.
std::vector<std::string> CellCodes();

// Takes linear and state rules.
Result Evaluate(const v1::Rulebook& rulebook, const v1::ValidateReportRequest& request);

}  // namespace nianbao::validation::naive
