#include "services/aggregation/domain/query/coverage.h"

#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;

TEST(Coverage, IsThatOfAllTreesTogether) {
  const LogBuilder log = LogBuilder()
                             .Organ("city", "")
                             .Organ("bureau", "city")
                             .Organ("other", "")
                             .Accept("bureau", 2024, 1, {{kReceived, 5}})
                             .Accept("other", 2024, 1, {{kReceived, 5}})
                             .Filing("city", 2024, 1, submission::v1::Revision::STATE_SUBMITTED);
  LiveTotals totals;
  totals.Begin(0, log.token().log_id());
  totals.ServeFrom(0, log.token().sequence());
  EXPECT_EQ(status::ReasonOf(CoverageOf(totals, 2024).status()), "NOT_CAUGHT_UP");
  ASSERT_TRUE(totals.Apply(0, log.After(0)).ok());
  const auto counts = CoverageOf(totals, 2024);
  ASSERT_TRUE(counts.ok()) << counts.status();
  EXPECT_EQ(counts->expected, 3);
  EXPECT_EQ(counts->accepted, 2);
  EXPECT_EQ(counts->submitted, 1);
  EXPECT_EQ(counts->missing(), 0);
  EXPECT_EQ(CoverageOf(totals, 2023)->missing(), 3);
}

}  // namespace
}  // namespace nianbao::aggregation
