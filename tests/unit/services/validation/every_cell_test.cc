// Every figure of tables three and four, moved by one in a report that is right everywhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/form/catalogue.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using ::testing::UnorderedElementsAreArray;

// The equalities in which a cell stands, told from its name alone.
std::vector<std::string> EqualitiesOf(const std::string& code) {
  std::vector<std::string> parts = absl::StrSplit(code, '.');
  if (parts[0] == "remedies") return {absl::StrCat("remedies.row_sum/", parts[1])};
  const std::string column = parts.back();
  const size_t row_begin = std::string("requests.").size();
  const std::string row = code.substr(row_begin, code.rfind('.') - row_begin);
  std::vector<std::string> ids = {absl::StrCat("requests.row_sum/", row)};
  if (parts[1] == "outcomes") ids.push_back(absl::StrCat("requests.column_sum/", column));
  if (parts[1] != "outcomes" || row == "outcomes.total") ids.push_back(absl::StrCat("requests.balance/", column));
  return ids;
}

TEST(EveryCell, BreaksExactlyTheEqualitiesThatContainItWhenMovedByOne) {
  const form::v1::AnnualReport consistent = ConsistentReport();
  int cells = 0;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section == 2) continue;
    ++cells;
    for (const int step : {-1, 1}) {
      form::v1::AnnualReport report = consistent;
      const int64_t value = GetCell(report, cell.code) + step;
      SetCell(report, cell.code, value);
      std::vector<std::string> expected = EqualitiesOf(cell.code);
      if (value < 0) expected.push_back(absl::StrCat("form.count_not_negative/", cell.code));
      EXPECT_THAT(IdsOf(Validate(report)), UnorderedElementsAreArray(expected)) << cell.code << " " << step;
    }
  }
  EXPECT_EQ(cells, 190);
}

bool Changes(const v1::Repair& repair, const std::string& cell, int64_t to) {
  return repair.changes_size() == 1 && repair.changes(0).cell() == cell && repair.changes(0).to() == absl::StrCat(to);
}

TEST(EveryCell, IsAmongTheSmallestRepairsWhenMovedByOne) {
  const form::v1::AnnualReport consistent = ConsistentReport();
  int moved = 0, alone = 0;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section == 2) continue;
    for (const int step : {-1, 1}) {
      form::v1::AnnualReport report = consistent;
      const int64_t right = GetCell(report, cell.code);
      SetCell(report, cell.code, right + step);
      const v1::Verdict verdict = Validate(report);
      ASSERT_EQ(verdict.causes_size(), 1) << cell.code << " " << step;
      const v1::Cause& cause = verdict.causes(0);
      EXPECT_EQ(cause.findings_size(), verdict.findings_size());
      EXPECT_EQ(cause.repair_count(), cause.repairs_size());
      const bool proposed = std::any_of(cause.repairs().begin(), cause.repairs().end(),
                                        [&](const auto& repair) { return Changes(repair, cell.code, right); });
      EXPECT_TRUE(proposed) << cell.code << " " << step << "\n" << cause.DebugString();
      ++moved;
      alone += cause.repair_count() == 1 ? 1 : 0;
    }
  }
  EXPECT_EQ(moved, 380);
  // In table three every cell stands in two equations or more, which no other cell shares.
  EXPECT_GE(alone, 350);
}

TEST(EveryCell, OfTableTwoMayTakeAnyFigureThatIsNotNegative) {
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section != 2) continue;
    form::v1::AnnualReport report = ConsistentReport();
    // Fees are counted in fen and stated in yuan.
    const int64_t step = cell.kind == form::CellKind::kMoney ? 100 : 1;
    SetCell(report, cell.code, GetCell(report, cell.code) + step);
    EXPECT_THAT(IdsOf(Validate(report)), testing::IsEmpty()) << cell.code;
    SetCell(report, cell.code, -step);
    EXPECT_EQ(IdsOf(Validate(report)).front(), "form.count_not_negative/" + cell.code);
  }
}

}  // namespace
}  // namespace nianbao::validation
