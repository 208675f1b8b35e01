#include "tests/unit/services/aggregation/served.h"

namespace nianbao::testing {

Served::Served(const LogBuilder& log) {
  totals_.Begin(0, log.token().log_id());
  totals_.ServeFrom(0, 0);
  Take(log);
}

void Served::Take(const LogBuilder& log) {
  const absl::Status taken = totals_.Apply(0, log.After(totals_.position(0)->sequence()));
  EXPECT_TRUE(taken.ok()) << taken;
}

aggregation::v1::Position PositionOf(const LogBuilder& log) {
  aggregation::v1::Position position;
  *position.add_sources() = log.token();
  return position;
}

}  // namespace nianbao::testing
