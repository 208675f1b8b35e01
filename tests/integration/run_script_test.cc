// `make run ONCE=1` as the README has it: the demonstration ends well, and its totals are those of the documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_split.h"
#include "libs/form/catalogue.h"
#include "tests/integration/suite/command.h"

namespace nianbao::integration {
namespace {

using testing::HasSubstr;

const std::string kSource = NIANBAO_SOURCE_DIR;

bool IsFigure(absl::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return absl::ascii_isdigit(c) || c == '.'; });
}

// The figures at the ends of the lines after `mark`: those of the printed tables, in the order of the form.
std::vector<std::string> FiguresAfter(const std::string& output, const std::string& mark) {
  std::vector<std::string> figures;
  for (const auto line : absl::StrSplit(output.substr(output.find(mark)), '\n')) {
    std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    const auto first = std::find_if(words.rbegin(), words.rend(), [](const auto& word) { return !IsFigure(word); });
    figures.insert(figures.end(), first.base(), words.end());
  }
  return figures;
}

TEST(RunScript, PrintsTheTotalsOfTheDocuments) {
  const CommandResult run = RunCommand({kSource + "/scripts/run", "--once"});
  ASSERT_EQ(run.exit_status, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("汇总自 12 / 13 份应报报告"));
  const CommandResult sums = RunCommand({kSource + "/tests/integration/samples/recompute_totals.py",
                                         kSource + "/samples/qinghe/2024", kSource + "/samples/qinghe/2024-corrected"});
  const auto cells = ParseCells(sums.output);
  std::vector<std::string> expected;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) expected.push_back(cells.at(cell.code));
  EXPECT_EQ(FiguresAfter(run.output, "第二部分"), expected);
}

}  // namespace
}  // namespace nianbao::integration
