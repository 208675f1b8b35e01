#include "services/submission/domain/resource_name.h"

#include <gtest/gtest.h>

namespace nianbao::submission {
namespace {

TEST(ResourceName, TakesAFilingNameApart) {
  const auto key = ParseFilingName("organs/edu-bureau-2/filings/2024-rollup");
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->organ, "organs/edu-bureau-2");
  EXPECT_EQ(key->year, 2024);
  EXPECT_EQ(key->scope, form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ(FilingName(*key), "organs/edu-bureau-2/filings/2024-rollup");
}

TEST(ResourceName, KnowsAnOrganNameByItsId) {
  EXPECT_TRUE(IsOrganName("organs/a"));
  EXPECT_TRUE(IsOrganName("organs/" + std::string(63, 'z')));
  EXPECT_FALSE(IsOrganName("organs/" + std::string(64, 'z')));
  EXPECT_FALSE(IsOrganName("organs/"));
  EXPECT_FALSE(IsOrganName("organs/Edu"));
  EXPECT_FALSE(IsOrganName("organs/教育局"));
  EXPECT_FALSE(IsOrganName("organs/a/b"));
  EXPECT_FALSE(IsOrganName("edu"));
}

class NoFilingName : public testing::TestWithParam<const char*> {};

TEST_P(NoFilingName, IsRefused) { EXPECT_FALSE(ParseFilingName(GetParam()).has_value()); }

INSTANTIATE_TEST_SUITE_P(ResourceName, NoFilingName,
                         testing::Values("", "organs/edu", "organs/edu/filings/", "organs/edu/filings/2024",
                                         "organs/edu/filings/2024-", "organs/edu/filings/2024-all",
                                         "organs/edu/filings/224-own", "organs/edu/filings/20245-own",
                                         "organs/edu/filings/2024-own ", "organs/edu/filings/+024-own",
                                         "organs/edu/filings/2020-own", "organs/edu/filings/2101-own",
                                         "organs//filings/2024-own", "edu/filings/2024-own",
                                         "organs/edu/filings/2024_own"));

}  // namespace
}  // namespace nianbao::submission
