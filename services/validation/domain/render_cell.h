// Cells as a finding shows them.
#pragma once

#include "libs/rulebook/compile.h"
#include "nianbao/finding/v1/finding.pb.h"
#include "services/validation/domain/subject.h"

namespace nianbao::validation::domain {

// A figure of the report or of last year's: a decimal in its printed unit, "/", "" when blank, or the raw text when
// unresolved, cut to 100 bytes. Figures of last year's report carry its year.
finding::v1::CellReference RenderCell(rulebook::Position position, const Subject& subject);

// The catalogue's entry for a figure, the fee statement's included.
const form::Cell& CellAt(int index);

}  // namespace nianbao::validation::domain
