// What is being checked.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/validation/v1/context.pb.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// A report with its context, as messages and as figures: the messages know the raw text of unresolved cells.
struct Subject {
  const form::v1::AnnualReport& report;
  const v1::Context& context;
  const Figures& figures;
};

}  // namespace nianbao::validation::domain
