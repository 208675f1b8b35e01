// Cells as a finding shows them.
#pragma once

#include "nianbao/finding/v1/finding.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// A report and last year's, as figures and as messages: the messages know the raw text of unresolved cells.
struct Context {
  const form::v1::AnnualReport& report;
  const form::v1::AnnualReport& prior;
  const Figures& figures;
};

// The figure at a position: a decimal in its printed unit, "/", "" when blank, or the raw text when unresolved, cut to
// 100 bytes. Figures of last year's report carry its year.
finding::v1::CellReference RenderCell(int position, const Context& context);

}  // namespace nianbao::validation::domain
