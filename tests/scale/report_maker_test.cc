#include "tests/scale/report_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/validation/reports.h"

namespace nianbao::scale {
namespace {

using testing::IsEmpty;

constexpr int kFirstYear = 2023;

TEST(ReportMaker, NoRuleHasAnythingToSayYearAfterYear) {
  const Nation nation = MakeNation(1500);
  const ReportMaker reports(7, kFirstYear, 1500);
  for (size_t i = 0; i < nation.reporters.size(); ++i) {
    std::optional<form::v1::AnnualReport> prior;
    for (int year = kFirstYear; year < kFirstYear + 3; ++year) {
      const form::v1::AnnualReport report = reports.Make(nation.reporters[i], i, year);
      ASSERT_THAT(validation::IdsOf(validation::Validate(report, prior)), IsEmpty())
          << nation.reporters[i].title << " " << year << "\n"
          << report.ShortDebugString();
      prior = report;
    }
  }
}

TEST(ReportMaker, FiguresAreLikePublishedOnes) {
  const Nation nation = MakeNation(1500);
  const ReportMaker reports(7, kFirstYear, 100);
  int64_t applications = 0;
  int64_t largest = 0;
  int few = 0;
  for (size_t i = 0; i < nation.reporters.size(); ++i) {
    const int64_t received = reports.Make(nation.reporters[i], i, kFirstYear).requests().received().total();
    applications += received;
    largest = std::max(largest, received);
    few += received <= 25;
  }
  // Half a million to a million and a half of 160 000 organs; four in five organs have at most 25.
  EXPECT_GT(applications, 1500 * 3);
  EXPECT_LT(applications, 1500 * 10);
  EXPECT_GT(largest, 100);
  EXPECT_GT(few, 1200);
}

TEST(ReportMaker, AreTheSameForTheSameSeedAndOthersForAnother) {
  const Reporter reporter = MakeNation(100).reporters[3];
  const std::string report = ReportMaker(7, kFirstYear, 100).Make(reporter, 3, 2024).SerializeAsString();
  EXPECT_EQ(ReportMaker(7, kFirstYear, 100).Make(reporter, 3, 2024).SerializeAsString(), report);
  EXPECT_NE(ReportMaker(8, kFirstYear, 100).Make(reporter, 3, 2024).SerializeAsString(), report);
}

TEST(Nation, HasAsManyNodesAsThereAreAndParentsComeFirst) {
  const Nation nation = MakeNation(160'000);
  EXPECT_EQ(nation.reporters.size(), 160'000u);
  EXPECT_EQ(nation.organs.size(), 1u + 31 + 333 + 2844 + 160'000);
  std::set<std::string> known = {""};
  for (const organ::v1::Organ& organ : nation.organs) {
    ASSERT_TRUE(known.contains(organ.parent())) << organ.name();
    ASSERT_TRUE(known.insert(organ.name()).second) << organ.name();
  }
}

}  // namespace
}  // namespace nianbao::scale
