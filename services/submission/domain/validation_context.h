// What a report is checked against, beside itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "nianbao/validation/v1/context.pb.h"
#include "services/submission/domain/store.h"
#include "services/submission/domain/texts_together.h"

namespace nianbao::submission {

// A report of the year before that is about to change.
struct PriorChange {
  // Resource name of the organ that filed it.
  std::string organ;
  // What is about to stand; nullptr: nothing will.
  const form::v1::AnnualReport* report = nullptr;
};

struct KnownAround {
  validation::v1::Context context;
  // Of the report's own text (text_bands.h), by which reports worded alike were looked for.
  std::vector<int64_t> text_bands;
};

// What is known around a report of this filing: the accepted reports of the year before in the same scope, of the organ
// and of those whose work it took over in the year, with prior_change where that is given; the organ as it stood at the
// end of the year, and the tree of the year; reports worded alike, with those submitted together with it; the days of
// filing, that of `now` and that on which it is due; and of a roll-up the reports of which it consists. NOT_FOUND
// ORGAN_UNKNOWN, and the errors of the store.
absl::StatusOr<KnownAround> ContextOf(const StoreReader& store, absl::Time now, const v1::Filing& filing,
                                      const form::v1::AnnualReport& report, const PriorChange* prior_change = nullptr,
                                      const TextsTogether* together = nullptr);

}  // namespace nianbao::submission
