#include "services/document/domain/page_number.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

// The number, with "bare" behind it when it may as well be a figure; "none" when the line is no page number.
std::string Parsed(absl::string_view line) {
  const auto page = ParsePageNumber(Key(line));
  if (!page.has_value()) return "none";
  return absl::StrCat(page->number, page->bare ? " bare" : "");
}

TEST(PageNumber, IsReadInThePrintedForms) {
  for (const char* line : {"-3-", "- 3 -", "— 3 —", "－３－", "--3--", "第3页", "第 3 页", "第3页共5页", "第3页，共5页",
                           "3/5", "3/5页", "3 / 12"}) {
    EXPECT_EQ(Parsed(line), "3") << line;
  }
}

TEST(PageNumber, IsBareWhenItIsNothingButDigits) {
  EXPECT_EQ(Parsed("3"), "3 bare");
  EXPECT_EQ(Parsed("１２"), "12 bare");
  EXPECT_EQ(Parsed("2024"), "2024 bare");
}

TEST(PageNumber, IsNoOtherTextWithANumber) {
  for (const char* line : {"",    "-",     "--",  "第页", "三",       "第三页", "12345", "3页", "-3",  "3-",
                           "第3", "第3条", "3件", "-3-5", "550 4119", "3.",     "3/",    "3/x", "0.5", "3+5"}) {
    EXPECT_EQ(Parsed(line), "none") << line;
  }
}

TEST(PageNumber, IsNotBeyondTheLastPage) {
  EXPECT_EQ(Parsed("5/5"), "5");
  EXPECT_EQ(Parsed("6/5"), "none");
  EXPECT_EQ(Parsed("第6页共5页"), "none");
}

}  // namespace
}  // namespace nianbao::document::domain
