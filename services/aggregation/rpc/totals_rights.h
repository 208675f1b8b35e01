// Who may do what, as the events say.
#pragma once

#include <cstdint>
#include <string>

#include "libs/access/rights.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

class TotalsRights final : public access::Rights {
 public:
  // The totals must outlive it, and what it gives.
  explicit TotalsRights(const LiveTotals& totals) : totals_(totals) {}

  // UNAVAILABLE NOT_CAUGHT_UP.
  absl::StatusOr<access::Standing> StandingOf(const std::string& subject) const override;
  int64_t version() const override { return totals_.rights_version(); }

 private:
  const LiveTotals& totals_;
};

}  // namespace nianbao::aggregation
