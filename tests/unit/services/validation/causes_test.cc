// Which mistake may have broken several sums at once, and what would mend it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> RepairsOf(const v1::Cause& cause) {
  std::vector<std::string> repairs;
  for (const v1::Repair& repair : cause.repairs()) {
    std::string text;
    for (const v1::CellChange& change : repair.changes()) {
      absl::StrAppend(&text, text.empty() ? "" : ", ", change.cell(), ": ", change.from(), " -> ", change.to());
    }
    repairs.push_back(text);
  }
  return repairs;
}

TEST(Causes, AreNoneWithoutBrokenSums) {
  EXPECT_THAT(Validate(ConsistentReport()).causes(), IsEmpty());
  form::v1::AnnualReport report = ZeroReport(2024);
  MakeUnresolved(report, "remedies.reconsideration.upheld", "?");
  EXPECT_THAT(Validate(report).causes(), IsEmpty());
}

TEST(Causes, PutATotalThatWasNotFilledInFirst) {
  form::v1::AnnualReport report = ZeroReport(2023);
  SetCell(report, "remedies.reconsideration.upheld", 10);
  SetCell(report, "remedies.reconsideration.corrected", 1);
  SetCell(report, "remedies.direct_litigation.upheld", 5);
  const v1::Verdict verdict = Validate(report);
  ASSERT_EQ(verdict.causes_size(), 2);
  EXPECT_THAT(RepairsOf(verdict.causes(0)), ElementsAre("remedies.reconsideration.total: 0 -> 11"));
  EXPECT_THAT(RepairsOf(verdict.causes(1)),
              ElementsAre("remedies.direct_litigation.total: 0 -> 5", "remedies.direct_litigation.upheld: 5 -> 0"));
}

TEST(Causes, SayWhenTheFiguresAloneDoNotTellWhichCellIsWrong) {
  form::v1::AnnualReport report = ZeroReport(2024);
  SetCell(report, "remedies.reconsideration.upheld", 2);
  SetCell(report, "remedies.reconsideration.total", 3);
  const v1::Cause cause = Validate(report).causes(0);
  EXPECT_EQ(cause.repair_count(), 5);
  EXPECT_THAT(cause.message().zh_cn(), HasSubstr("改法有 5 种，仅凭数字不能判断是哪一格有误"));
  EXPECT_THAT(cause.message().en(), HasSubstr("5 changes of 1 cell(s)"));
}

TEST(Causes, NameTheOneCellThatMendsARowAColumnAndTheBalance) {
  form::v1::AnnualReport report = ConsistentReport();
  SetCell(report, "requests.outcomes.total.natural_person", 13346);
  const v1::Verdict verdict = Validate(report);
  ASSERT_EQ(verdict.causes_size(), 1);
  EXPECT_THAT(verdict.causes(0).findings(),
              ElementsAre("requests.row_sum/outcomes.total", "requests.column_sum/natural_person",
                          "requests.balance/natural_person"));
  EXPECT_THAT(RepairsOf(verdict.causes(0)), ElementsAre("requests.outcomes.total.natural_person: 13346 -> 13364"));
  EXPECT_THAT(verdict.causes(0).message().zh_cn(), HasSubstr("改法只有一种：“（七）总计 · 自然人”由 13346 改为 13364"));
}

TEST(Causes, TellTwoIndependentMistakesApart) {
  form::v1::AnnualReport report = ConsistentReport();
  SetCell(report, "requests.outcomes.granted.enterprise", 131);
  SetCell(report, "requests.outcomes.unable.not_held.legal_service", 98);
  const v1::Verdict verdict = Validate(report);
  ASSERT_EQ(verdict.causes_size(), 2);
  EXPECT_THAT(RepairsOf(verdict.causes(0)), ElementsAre("requests.outcomes.granted.enterprise: 131 -> 129"));
  EXPECT_THAT(RepairsOf(verdict.causes(1)), ElementsAre("requests.outcomes.unable.not_held.legal_service: 98 -> 89"));
}

TEST(Causes, FindAFigureThatWasEnteredInTheNeighbouringCell) {
  form::v1::AnnualReport report = ConsistentReport();
  SetCell(report, "requests.outcomes.refused.state_secret.natural_person", 0);
  SetCell(report, "requests.outcomes.refused.state_secret.enterprise", 13);
  const v1::Verdict verdict = Validate(report);
  ASSERT_EQ(verdict.causes_size(), 2);
  EXPECT_THAT(verdict.causes(0).findings(), ElementsAre("requests.column_sum/natural_person"));
  EXPECT_THAT(verdict.causes(1).findings(), ElementsAre("requests.column_sum/enterprise"));
}

TEST(Causes, ProposeNothingThatWouldBreakWhatHolds) {
  form::v1::AnnualReport report = ConsistentReport();
  SetCell(report, "requests.received.total", 14070);
  const v1::Verdict verdict = Validate(report);
  EXPECT_FALSE(verdict.causes().empty());
  for (const v1::Cause& cause : verdict.causes()) {
    for (const v1::Repair& repair : cause.repairs()) {
      form::v1::AnnualReport mended = report;
      for (const v1::CellChange& change : repair.changes()) SetCell(mended, change.cell(), std::stoll(change.to()));
      EXPECT_EQ(Validate(mended).error_count(), 0) << repair.DebugString();
    }
  }
}

TEST(Causes, SayWhenNoSmallChangeMendsThem) {
  form::v1::AnnualReport report = ZeroReport(2024);
  for (const char* row : {"received", "outcomes.granted", "outcomes.unable.not_held", "carried_in"}) {
    SetCell(report, absl::StrCat("requests.", row, ".natural_person"), std::numeric_limits<int64_t>::max());
    SetCell(report, absl::StrCat("requests.", row, ".enterprise"), 3);
    SetCell(report, absl::StrCat("requests.", row, ".other"), 8);
  }
  bool none = false;
  const v1::Verdict verdict = Validate(report);
  for (const v1::Cause& cause : verdict.causes()) {
    none |= cause.repairs().empty() && cause.message().zh_cn().find("改动三格以内无法") != std::string::npos;
  }
  EXPECT_TRUE(none);
}

TEST(Offers, TellBlankTotalsFromTheirParts) {
  form::v1::AnnualReport report = ConsistentReport();
  MakeBlank(report, "requests.outcomes.total.natural_person");
  MakeBlank(report, "requests.outcomes.total.total");
  MakeBlank(report, "remedies.reconsideration.total");
  const v1::Verdict verdict = Validate(report);
  std::vector<std::string> offers;
  for (const v1::CellChange& offer : verdict.offers()) {
    offers.push_back(absl::StrCat(offer.cell(), ": ", offer.from(), " -> ", offer.to()));
  }
  EXPECT_THAT(offers,
              ElementsAre("requests.outcomes.total.natural_person:  -> 13364",
                          "requests.outcomes.total.total:  -> 13810", "remedies.reconsideration.total:  -> 790"));
}

TEST(Offers, AreNotMadeOfBlanksOrOverAnUnresolvedPart) {
  form::v1::AnnualReport report = ConsistentReport();
  for (const char* result : {"upheld", "corrected", "other", "pending", "total"}) {
    MakeBlank(report, absl::StrCat("remedies.direct_litigation.", result));
  }
  MakeBlank(report, "remedies.reconsideration.total");
  MakeUnresolved(report, "remedies.reconsideration.other", "196件");
  EXPECT_THAT(Validate(report).offers(), IsEmpty());
}

}  // namespace
}  // namespace nianbao::validation
