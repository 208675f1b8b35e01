#include "clients/cli/wrap_text.h"

#include <gtest/gtest.h>

namespace nianbao::cli {
namespace {

TEST(Wrapped, BreaksAtSpacesAndBeginsLinesBelowTheEndOfTheHead) {
  EXPECT_EQ(Wrapped("a: ", "one two three", 11), "a: one two\n   three\n");
}

TEST(Wrapped, CountsAChineseCharacterAsTwoColumns) {
  EXPECT_EQ(Wrapped("据：", "一二三四", 10), "据：一二三\n    四\n");
}

TEST(Wrapped, NeverBeginsALineWithClosingPunctuation) { EXPECT_EQ(Wrapped("", "一二三，四", 7), "一二\n三，四\n"); }

TEST(Wrapped, LetsAWordThatIsTooLongStandOut) {
  EXPECT_EQ(Wrapped("", "a requests.received.total b", 10), "a\nrequests.received.total\nb\n");
}

}  // namespace
}  // namespace nianbao::cli
