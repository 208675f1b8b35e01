#include "services/aggregation/domain/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "tests/unit/services/aggregation/log_builder.h"
#include "tests/unit/services/aggregation/summed.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::CellOf;
using nianbao::testing::kFees;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Summed;
using organ::v1::SCOPE_DUTY_BOTH;
using organ::v1::SCOPE_DUTY_OWN;
using organ::v1::SCOPE_DUTY_ROLL_UP;
using submission::v1::Revision;

NodeTotal TotalOf(const Summed& summed, const std::string& id, int year = 2024) {
  return summed.Total(id, {.year = year});
}

// A district with a bureau, and a town with a station below it.
LogBuilder DistrictWithTown() {
  LogBuilder log;
  log.Organ("district", "", SCOPE_DUTY_ROLL_UP)
      .Organ("bureau", "district")
      .Organ("town", "district", SCOPE_DUTY_BOTH)
      .Organ("station", "town");
  return log;
}

TEST(Engine, ExpectsNothingOfAnOrganThatIsAbsentAndKeepsWhatItReported) {
  submission::v1::Event dissolved;
  dissolved.mutable_organ()->set_name("organs/bureau");
  dissolved.mutable_organ()->set_title("bureau");
  dissolved.mutable_organ()->set_parent("organs/district");
  dissolved.mutable_organ()->set_scope_duty(SCOPE_DUTY_OWN);
  dissolved.mutable_organ()->set_absent(true);
  const Summed totals(DistrictWithTown().Accept("bureau", 2024, 1, {{kReceived, 5}}).Add(dissolved));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
  EXPECT_EQ(TotalOf(totals, "district").counts.expected, 3);
  EXPECT_EQ(TotalOf(totals, "district", 2025).counts.expected, 2);
}

TEST(Engine, SumsAcceptedReportsUpToTheTop) {
  const Summed totals(DistrictWithTown()
                          .Accept("bureau", 2024, 1, {{kReceived, 5}, {kFees, 1'250'000}})
                          .Accept("town", 2024, 1, {{kReceived, 2}})
                          .Accept("station", 2024, 1, {{kReceived, 1}, {kFees, 30}}));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 8);
  EXPECT_EQ(CellOf(TotalOf(totals, "district"), kFees), 1'250'030);
  EXPECT_EQ(CellOf(TotalOf(totals, "town")), 3);
  EXPECT_EQ(CellOf(TotalOf(totals, "station")), 1);
  EXPECT_EQ(CellOf(TotalOf(totals, "bureau")), 5);
}

TEST(Engine, KeepsYearsApart) {
  const Summed totals(
      DistrictWithTown().Accept("bureau", 2023, 1, {{kReceived, 5}}).Accept("bureau", 2024, 1, {{kReceived, 7}}));
  EXPECT_EQ(CellOf(TotalOf(totals, "district", 2023)), 5);
  EXPECT_EQ(CellOf(TotalOf(totals, "district", 2024)), 7);
}

TEST(Engine, GivesZerosAndTheFullExpectationForAYearWithoutFilings) {
  const NodeTotal total = TotalOf(Summed(DistrictWithTown()), "district", 2031);
  EXPECT_THAT(total.cells, ::testing::Each(0));
  EXPECT_EQ(total.counts, (Counts{.expected = 3}));
}

TEST(Engine, NeverAddsARollUp) {
  const Summed totals(DistrictWithTown()
                          .Accept("town", 2024, 1, {{kReceived, 2}})
                          .Accept("town", 2024, 1, {{kReceived, 900}}, form::v1::SCOPE_ROLL_UP));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 2);
}

TEST(Engine, CountsEachExpectedOrganOnce) {
  const Summed totals(DistrictWithTown()
                          .Organ("office", "district")
                          .Organ("archive", "district")
                          .Filing("bureau", 2024, 1, Revision::STATE_DRAFT)
                          .Filing("town", 2024, 1, Revision::STATE_SUBMITTED)
                          .Filing("station", 2024, 1, Revision::STATE_SUBMITTED)
                          .Filing("station", 2024, 1, Revision::STATE_RETURNED)
                          .Filing("office", 2024, 1, Revision::STATE_SUBMITTED)
                          .Filing("office", 2024, 1, Revision::STATE_WITHDRAWN)
                          .Filing("archive", 2024, 1, Revision::STATE_SUBMITTED)
                          .Accept("archive", 2024, 1, {{kReceived, 1}}));
  EXPECT_EQ(TotalOf(totals, "district").counts, (Counts{.expected = 5, .accepted = 1, .submitted = 1, .returned = 1}));
  EXPECT_EQ(TotalOf(totals, "town").counts, (Counts{.expected = 2, .submitted = 1, .returned = 1}));
}

TEST(Engine, LetsAcceptedFiguresStandUntilTheCorrectionIsAccepted) {
  LogBuilder log = DistrictWithTown().Accept("bureau", 2024, 1, {{kReceived, 5}, {kFees, 10}});
  Summed totals(log);
  log.Filing("bureau", 2024, 2, Revision::STATE_DRAFT)
      .Filing("bureau", 2024, 2, Revision::STATE_SUBMITTED)
      .Filing("bureau", 2024, 2, Revision::STATE_RETURNED)
      .Filing("bureau", 2024, 2, Revision::STATE_SUBMITTED)
      .Filing("bureau", 2024, 1, Revision::STATE_SUPERSEDED);
  for (const auto& record : log.records()) {
    ASSERT_TRUE(totals.Apply(record).ok());
    EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
    EXPECT_EQ(TotalOf(totals, "district").counts, (Counts{.expected = 3, .accepted = 1}));
  }
  log.Accept("bureau", 2024, 2, {{kReceived, 4}});
  ASSERT_TRUE(totals.Apply(log.records().back()).ok());
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 4);
  EXPECT_EQ(CellOf(TotalOf(totals, "district"), kFees), 0);
}

TEST(Engine, IsNotMovedByANewVerdictOnAnAcceptedReport) {
  submission::v1::Event event;
  event.mutable_verdict()->set_filing("organs/bureau/filings/2024-own");
  event.mutable_verdict()->set_cause("organs/bureau/filings/2023-own");
  event.mutable_verdict()->set_error_count(3);
  const LogBuilder before = DistrictWithTown().Accept("bureau", 2024, 1, {{kReceived, 5}});
  EXPECT_EQ(TotalOf(Summed(LogBuilder(before).Add(event)), "district"), TotalOf(Summed(before), "district"));
}

TEST(Engine, MovesAnOrganWithItsWholeSubtree) {
  LogBuilder log = DistrictWithTown()
                       .Organ("city", "")
                       .Accept("town", 2024, 1, {{kReceived, 2}})
                       .Accept("station", 2023, 1, {{kReceived, 9}})
                       .Filing("station", 2024, 1, Revision::STATE_SUBMITTED);
  const Summed totals(log.Organ("town", "city", SCOPE_DUTY_BOTH));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 0);
  EXPECT_EQ(CellOf(TotalOf(totals, "district", 2023)), 0);
  EXPECT_EQ(TotalOf(totals, "district").counts, (Counts{.expected = 1}));
  EXPECT_EQ(CellOf(TotalOf(totals, "city")), 2);
  EXPECT_EQ(CellOf(TotalOf(totals, "city", 2023)), 9);
  EXPECT_EQ(TotalOf(totals, "city").counts, (Counts{.expected = 3, .accepted = 1, .submitted = 1}));
}

TEST(Engine, TakesTheFiguresOfARevokedReportOutExactly) {
  LogBuilder log =
      DistrictWithTown().Accept("station", 2024, 1, {{kReceived, 3}}).Accept("bureau", 2024, 1, {{kReceived, 5}});
  Summed totals(log.Filing("bureau", 2024, 1, Revision::STATE_REVOKED));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 3);
  EXPECT_EQ(CellOf(TotalOf(totals, "bureau")), 0);
  EXPECT_EQ(TotalOf(totals, "bureau").counts, (Counts{.expected = 1}));
  log.Accept("bureau", 2024, 2, {{kReceived, 8}});
  ASSERT_TRUE(totals.Apply(log.records().back()).ok());
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 11);
}

TEST(Engine, CountsACorrectionInProgressOnceTheReportIsRevoked) {
  const Summed totals(DistrictWithTown()
                          .Accept("bureau", 2024, 1, {{kReceived, 5}})
                          .Filing("bureau", 2024, 2, Revision::STATE_SUBMITTED)
                          .Filing("bureau", 2024, 1, Revision::STATE_PUBLISHED)
                          .Filing("bureau", 2024, 1, Revision::STATE_REVOKED));
  EXPECT_EQ(TotalOf(totals, "bureau").counts, (Counts{.expected = 1, .submitted = 1}));
}

TEST(Engine, CountsWhatIsPublishedUntilACorrectionTakesItsPlace) {
  LogBuilder log = DistrictWithTown().Accept("bureau", 2024, 1, {{kReceived, 5}});
  Summed totals(log.Filing("bureau", 2024, 1, Revision::STATE_PUBLISHED));
  EXPECT_EQ(TotalOf(totals, "bureau").counts, (Counts{.expected = 1, .accepted = 1, .published = 1}));
  EXPECT_EQ(TotalOf(totals, "district").counts.published, 1);
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5) << "to publish moves no figure";
  log.Filing("bureau", 2024, 1, Revision::STATE_SUPERSEDED).Accept("bureau", 2024, 2, {{kReceived, 6}});
  for (const auto& record : log.records()) ASSERT_TRUE(totals.Apply(record).ok());
  EXPECT_EQ(TotalOf(totals, "district").counts.published, 0);
}

TEST(Engine, CountsWhatWasEnteredAsPrintedUntilItIsCorrected) {
  LogBuilder log = DistrictWithTown();
  submission::v1::Event printed = log.Accept("bureau", 2021, 1, {{kReceived, 5}}).records().back().event();
  printed.mutable_filing()->set_organ("organs/town");
  printed.mutable_filing()->set_backloaded(true);
  Summed totals(log.Add(printed));
  EXPECT_EQ(TotalOf(totals, "district", 2021).counts.accepted, 2);
  EXPECT_EQ(TotalOf(totals, "district", 2021).counts.backloaded, 1);
  EXPECT_EQ(CellOf(TotalOf(totals, "district", 2021)), 10);
  log.Accept("town", 2021, 2, {{kReceived, 6}});
  ASSERT_TRUE(totals.Apply(log.records().back()).ok());
  EXPECT_EQ(TotalOf(totals, "district", 2021).counts.backloaded, 0);
}

TEST(Engine, KeepsTheFiguresOfARenamedOrgan) {
  const Summed totals(DistrictWithTown()
                          .Accept("bureau", 2024, 1, {{kReceived, 5}})
                          .Organ("bureau", "district", SCOPE_DUTY_OWN, "数据局"));
  EXPECT_EQ(TotalOf(totals, "bureau").title, "数据局");
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
}

TEST(Engine, TakesAChildBeforeItsParent) {
  LogBuilder log;
  log.Organ("bureau", "district").Accept("bureau", 2024, 1, {{kReceived, 5}});
  EXPECT_EQ(status::ReasonOf(Summed(log).TryTotal("district", {.year = 2024}).status()), "ORGAN_UNKNOWN");
  const Summed totals(log.Organ("district", ""));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
  EXPECT_EQ(TotalOf(totals, "district").counts, (Counts{.expected = 2, .accepted = 1}));
}

TEST(Engine, LetsTwoOrgansSwapPlaces) {
  LogBuilder log =
      DistrictWithTown().Accept("station", 2024, 1, {{kReceived, 3}}).Accept("town", 2024, 1, {{kReceived, 4}});
  const Summed totals(log.Organ("town", "station", SCOPE_DUTY_BOTH).Organ("station", "district"));
  EXPECT_EQ(CellOf(TotalOf(totals, "town")), 4);
  EXPECT_EQ(CellOf(TotalOf(totals, "station")), 7);
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 7);
  EXPECT_EQ(TotalOf(totals, "district").counts, (Counts{.expected = 3, .accepted = 2}));
}

TEST(Engine, KeepsAnAcceptedReportInSumAndCoverageWhenTheDutyEnds) {
  LogBuilder log = DistrictWithTown()
                       .Accept("bureau", 2024, 1, {{kReceived, 5}})
                       .Filing("bureau", 2023, 1, Revision::STATE_SUBMITTED);
  const Summed totals(log.Organ("bureau", "district", SCOPE_DUTY_ROLL_UP));
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
  EXPECT_EQ(TotalOf(totals, "district").counts, (Counts{.expected = 3, .accepted = 1}));
  EXPECT_EQ(TotalOf(totals, "district", 2023).counts, (Counts{.expected = 2}));
}

TEST(Engine, ReportsASumBeyond64BitsAndRecoversWhenItIsCorrected) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  LogBuilder log =
      DistrictWithTown().Accept("town", 2024, 1, {{kReceived, kMax}}).Accept("station", 2024, 1, {{kReceived, 1}});
  Summed totals(log);
  const absl::Status overflow = totals.TryTotal("district", {.year = 2024}).status();
  EXPECT_EQ(overflow.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(status::ReasonOf(overflow), "SUM_OVERFLOW");
  EXPECT_EQ(status::MetaOf(overflow, "cell"), kReceived);
  EXPECT_EQ(CellOf(TotalOf(totals, "station")), 1);
  log.Accept("town", 2024, 2, {{kReceived, kMax - 1}});
  ASSERT_TRUE(totals.Apply(log.records().back()).ok());
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), kMax);
}

TEST(Engine, ListsTheNodesDirectlyBelowByName) {
  EXPECT_THAT(Summed(DistrictWithTown()).Children("district", {.year = 2024}),
              ::testing::ElementsAre("bureau", "town"));
}

TEST(Engine, PassesOverEventsOfWhatTheRulesSay) {
  submission::v1::Event rulebook;
  rulebook.mutable_rulebook()->set_version("2021.2");
  submission::v1::Event verdict;
  verdict.mutable_verdict()->set_filing("organs/bureau/filings/2024-own");
  LogBuilder log;
  log.Add(rulebook).Organ("district", "").Organ("bureau", "district").Add(verdict);
  log.Accept("bureau", 2024, 1, {{kReceived, 5}});
  const Summed totals(log);
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
}

TEST(Engine, SkipsAnEventItHasTakenIn) {
  const LogBuilder log = DistrictWithTown().Accept("bureau", 2024, 1, {{kReceived, 5}});
  Summed totals(log);
  for (const auto& record : log.records()) EXPECT_TRUE(totals.Apply(record).ok());
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 5);
}

TEST(Engine, RefusesAGap) {
  const LogBuilder log = DistrictWithTown();
  Summed totals(log.token().log_id());
  const absl::Status gap = totals.Apply(log.records()[1]);
  EXPECT_EQ(gap.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(status::ReasonOf(gap), "FEED_GAP");
  EXPECT_EQ(totals.position().sequence(), 0);
}

TEST(Engine, RefusesAnEventThatItsChainDoesNotVouchFor) {
  LogBuilder log = DistrictWithTown();
  Summed totals(log);
  submission::v1::EventRecord forged = log.Accept("bureau", 2024, 1, {{kReceived, 5}}).records().back();
  forged.mutable_event()->mutable_filing()->mutable_cells()->set_values(0, 1);
  const absl::Status corrupt = totals.Apply(forged);
  EXPECT_EQ(corrupt.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(status::ReasonOf(corrupt), "FEED_CORRUPT");
  EXPECT_EQ(totals.position().sequence(), 4);
  EXPECT_EQ(CellOf(TotalOf(totals, "district")), 0);
}

TEST(Engine, RefusesEventsOfAnotherLog) {
  Summed totals("log-b");
  EXPECT_EQ(status::ReasonOf(totals.Apply(DistrictWithTown().records()[0])), "FEED_CORRUPT");
}

TEST(Engine, RefusesAnAcceptanceWithoutFigures) {
  LogBuilder log = DistrictWithTown();
  Summed totals(log);
  log.Filing("bureau", 2024, 1, Revision::STATE_ACCEPTED);
  EXPECT_EQ(status::ReasonOf(totals.Apply(log.records().back())), "FEED_CORRUPT");
  EXPECT_EQ(totals.position().sequence(), 4);
  EXPECT_EQ(TotalOf(totals, "bureau").counts.accepted, 0);
}

TEST(Engine, RefusesAFilingOfAnOrganThatWasNeverAdded) {
  LogBuilder log = DistrictWithTown();
  Summed totals(log);
  log.Accept("stranger", 2024, 1, {{kReceived, 1}});
  EXPECT_EQ(status::ReasonOf(totals.Apply(log.records().back())), "FEED_CORRUPT");
}

}  // namespace
}  // namespace nianbao::aggregation
