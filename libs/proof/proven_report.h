// The report that a proof shows inside a total.
#pragma once

#include <vector>

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "nianbao/aggregation/v1/proof.pb.h"

namespace nianbao::proof {

// What the organ at the end of a proof that was checked adds to the total.
form::CellVector ProvenFigures(const aggregation::v1::Proof& proof);

// The cells in which the report has another figure than the one that was added; a cell without a number adds 0.
std::vector<const form::Cell*> OtherFigures(const aggregation::v1::Proof& proof, const form::CellVector& report);

}  // namespace nianbao::proof
