// Reports whose written sections may be alike.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/validation/v1/context.pb.h"

namespace nianbao::submission {

// Adds the organ's own report of the year before, if it has text.
void AddOwnCompanion(const organ::v1::Organ& organ, const form::v1::AnnualReport& prior,
                     validation::v1::Context& context);

}  // namespace nianbao::submission
