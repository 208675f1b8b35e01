// Reports whose written sections may be alike.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/validation/v1/context.pb.h"
#include "services/submission/domain/store.h"
#include "services/submission/domain/texts_together.h"

namespace nianbao::submission {

// Adds the organ's own report of the year before, if it has text.
void AddOwnCompanion(const organ::v1::Organ& organ, const form::v1::AnnualReport& prior,
                     validation::v1::Context& context);

// Adds up to three reports of other organs for the year, submitted or accepted, that share most with the text of these
// bands, that of the organ. Those submitted together with it count as they are about to stand; nullptr: there are none.
absl::Status AddLookAlikes(const StoreReader& store, const Roster& roster, const organ::v1::Organ& organ, int32_t year,
                           const std::vector<int64_t>& bands, const TextsTogether* together,
                           validation::v1::Context& context);

}  // namespace nianbao::submission
