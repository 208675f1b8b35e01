#include "services/aggregation/domain/query/compare_roll_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::City;
using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Served;
using submission::v1::Revision;
using ::testing::IsEmpty;

using CompareRequest = v1::CompareRollUpRequest;

LogBuilder RolledUp() {
  LogBuilder log = City();
  log.Accept("a", 2024, 1, {{kReceived, 5}}).Accept("b", 2024, 1, {{kReceived, 2}, {kFees, 30}});
  return log.Accept("east", 2024, 3, {{kReceived, 8}, {kFees, 30}}, form::v1::SCOPE_ROLL_UP);
}

TEST(CompareRollUp, TellsTheCellsInWhichTheTwoDiffer) {
  const auto compared = Served(RolledUp()).Ask(CompareRollUp, About<CompareRequest>("east"));
  EXPECT_EQ(compared.filing(), "organs/east/filings/2024-rollup");
  EXPECT_EQ(compared.revision(), 3);
  EXPECT_FALSE(compared.published());
  EXPECT_EQ(compared.computed().coverage().accepted(), 2);
  EXPECT_EQ(compared.computed().totals().requests().received().natural_person(), 7);
  ASSERT_EQ(compared.differences_size(), 1);
  EXPECT_EQ(compared.differences(0).cell(), kReceived);
  EXPECT_EQ(compared.differences(0).filed(), 8);
  EXPECT_EQ(compared.differences(0).computed(), 7);
}

TEST(CompareRollUp, TellsACellThatTheRollUpLeavesBlank) {
  LogBuilder log = RolledUp();
  const auto compared = Served(log.Accept("east", 2024, 4, {{kReceived, 7}}, form::v1::SCOPE_ROLL_UP))
                            .Ask(CompareRollUp, About<CompareRequest>("east"));
  ASSERT_EQ(compared.differences_size(), 1);
  EXPECT_EQ(compared.differences(0).cell(), kFees);
  EXPECT_EQ(compared.differences(0).filed(), 0);
}

TEST(CompareRollUp, OfTheSumOfItsPartsTellsNone) {
  LogBuilder log = RolledUp();
  log.Accept("east", 2024, 4, {{kReceived, 7}, {kFees, 30}}, form::v1::SCOPE_ROLL_UP);
  submission::v1::Event published = log.records().back().event();
  published.mutable_filing()->set_to(Revision::STATE_PUBLISHED);
  const auto compared = Served(log.Add(published)).Ask(CompareRollUp, About<CompareRequest>("east"));
  EXPECT_THAT(compared.differences(), IsEmpty());
  EXPECT_TRUE(compared.published());
}

TEST(CompareRollUp, NeedsAnAcceptedRollUp) {
  LogBuilder log = RolledUp();
  EXPECT_EQ(status::ReasonOf(Served(log).Try(CompareRollUp, About<CompareRequest>("city")).status()),
            "ROLL_UP_UNKNOWN");
  EXPECT_EQ(status::ReasonOf(Served(log).Try(CompareRollUp, About<CompareRequest>("east", 2023)).status()),
            "ROLL_UP_UNKNOWN");
  EXPECT_EQ(status::ReasonOf(Served(log).Try(CompareRollUp, About<CompareRequest>("a")).status()), "ROLL_UP_UNKNOWN")
      << "an own report is no roll-up";
  submission::v1::Event revoked = log.records().back().event();
  revoked.mutable_filing()->set_to(Revision::STATE_REVOKED);
  const absl::Status refused = Served(log.Add(revoked)).Try(CompareRollUp, About<CompareRequest>("east")).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status::ReasonOf(refused), "ROLL_UP_UNKNOWN");
}

}  // namespace
}  // namespace nianbao::aggregation
