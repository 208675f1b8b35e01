#include "tests/property/aggregation/proven_cells.h"

#include "libs/form/catalogue.h"

namespace nianbao::testing {

std::map<std::string, int64_t> CellsOf(const google::protobuf::RepeatedField<int64_t>& figures) {
  std::map<std::string, int64_t> cells;
  for (int i = 0; i < figures.size(); ++i) {
    if (figures[i] != 0) cells[form::Catalogue::Get().cells()[static_cast<size_t>(i)].code] = figures[i];
  }
  return cells;
}

}  // namespace nianbao::testing
