// docs/checks.md says what the rulebook does, no more and no less.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/rulebook/delivered.h"

namespace nianbao::rulebook {
namespace {

// The text of the column "rule" by number of the check.
std::map<int, std::string> ChecksOnThePage() {
  std::ifstream page(NIANBAO_SOURCE_DIR "/docs/checks.md");
  std::map<int, std::string> checks;
  for (std::string line; std::getline(page, line);) {
    const std::vector<std::string> columns = absl::StrSplit(line, '|');
    int number = 0;
    if (columns.size() != 6 || !absl::SimpleAtoi(absl::StripAsciiWhitespace(columns[1]), &number)) continue;
    EXPECT_TRUE(checks.emplace(number, absl::StripAsciiWhitespace(columns[4])).second)
        << "check " << number << " twice";
  }
  return checks;
}

TEST(ChecksPage, NumbersItsChecksFromOneOnAndLeavesOutNone) {
  const std::map<int, std::string> checks = ChecksOnThePage();
  ASSERT_FALSE(checks.empty());
  EXPECT_EQ(checks.begin()->first, 1);
  EXPECT_EQ(checks.rbegin()->first, static_cast<int>(checks.size()));
}

TEST(ChecksPage, HasEveryCheckOfARule) {
  const std::map<int, std::string> checks = ChecksOnThePage();
  for (const v1::Rule& rule : Delivered().source.rules()) {
    EXPECT_FALSE(rule.checks().empty()) << rule.id();
    for (const int check : rule.checks()) EXPECT_TRUE(checks.contains(check)) << check << ", rule " << rule.id();
  }
}

TEST(ChecksPage, NamesExactlyTheRulesThatImplementACheck) {
  std::map<int, std::set<std::string>> rules;
  for (const v1::Rule& rule : Delivered().source.rules()) {
    for (const int check : rule.checks()) rules[check].insert(rule.id());
  }
  for (const auto& [check, text] : ChecksOnThePage()) {
    for (const v1::Rule& rule : Delivered().source.rules()) {
      EXPECT_EQ(absl::StrContains(text, absl::StrCat("`", rule.id(), "`")), rules[check].count(rule.id()) > 0)
          << "check " << check << ", rule " << rule.id();
    }
    const bool elsewhere = absl::StartsWith(text, "later: ") || absl::StartsWith(text, "not a rule: ");
    EXPECT_EQ(elsewhere, rules[check].empty()) << "check " << check << ": " << text;
  }
}

}  // namespace
}  // namespace nianbao::rulebook
