#include "libs/proof/proven_report.h"

namespace nianbao::proof {

form::CellVector ProvenFigures(const aggregation::v1::Proof& proof) {
  const auto& own = proof.path().rbegin()->own();
  form::CellVector figures;
  for (int i = 0; i < form::CellVector::kSize; ++i) figures.SetNumber(i, own.empty() ? 0 : own[i]);
  return figures;
}

std::vector<const form::Cell*> OtherFigures(const aggregation::v1::Proof& proof, const form::CellVector& report) {
  const form::CellVector proven = ProvenFigures(proof);
  std::vector<const form::Cell*> other;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (proven.value(cell.index) != report.value(cell.index)) other.push_back(&cell);
  }
  return other;
}

}  // namespace nianbao::proof
