#include "libs/form/comparable.h"

namespace nianbao::form {

std::optional<const Cell*> ComparableCell2021(const Cell& cell) {
  const Cell* same = cell.same_as.empty() ? nullptr : Catalogue::Get().Find(cell.same_as);
  if (same == nullptr) return std::nullopt;
  return same;
}

}  // namespace nianbao::form
