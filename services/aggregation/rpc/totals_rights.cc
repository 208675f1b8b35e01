#include "services/aggregation/rpc/totals_rights.h"

#include <optional>

#include "libs/status/try.h"
#include "services/aggregation/domain/standing.h"

namespace nianbao::aggregation {

absl::StatusOr<access::Standing> TotalsRights::StandingOf(const std::string& subject) const {
  access::Standing standing;
  RETURN_IF_ERROR(totals_.LookAtFacts([&](const Facts& facts) { standing.grants = GrantsOf(facts, subject); }));
  standing.above = [this](absl::string_view organ) {
    std::optional<std::string> above;
    totals_.LookAtFacts([&](const Facts& facts) { above = OrganAbove(facts, organ); }).IgnoreError();
    return above;
  };
  return standing;
}

}  // namespace nianbao::aggregation
