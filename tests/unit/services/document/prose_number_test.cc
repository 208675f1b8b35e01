#include "services/document/domain/prose_number.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nianbao::document::domain {
namespace {

ProseNumber NumberIn(const std::string& text) { return ReadProseNumber(SignsOf(text)); }

TEST(ProseNumber, ReadsDigitsAndMultipliers) {
  const std::vector<std::pair<const char*, int64_t>> cases = {
      {"0件", 0},           {"21件", 21'000'000},         {"1,261", 1'261'000'000}, {"1.2万", 12'000'000'000},
      {"２１", 21'000'000}, {"3亿", 300'000'000'000'000}, {"0.5", 500'000},         {"2 1", 21'000'000}};
  for (const auto& [text, millionths] : cases) EXPECT_EQ(NumberIn(text).millionths, millionths) << text;
}

TEST(ProseNumber, ReadsChineseNumerals) {
  const std::vector<std::pair<const char*, int64_t>> cases = {{"零", 0},
                                                              {"两", 2},
                                                              {"十", 10},
                                                              {"十二", 12},
                                                              {"二十", 20},
                                                              {"三十五", 35},
                                                              {"一百", 100},
                                                              {"三百零五", 305},
                                                              {"一百一十二", 112},
                                                              {"两千三百四十", 2340},
                                                              {"一万零二十", 10020},
                                                              {"十二万", 120000}};
  for (const auto& [text, value] : cases) {
    EXPECT_EQ(NumberIn(text).millionths, value * 1'000'000) << text;
    EXPECT_TRUE(NumberIn(text).chinese) << text;
  }
}

TEST(ProseNumber, IsUnclearRatherThanGuessed) {
  for (const char* text : {"二三", "一百二", "百余", "万", "1万2000", "12,34", "1,2345", "1.2.3", "007", "十几",
                           "二十来", "1234567890123456", "零零", "一百百", "1 .5", "二百三百"}) {
    const ProseNumber number = NumberIn(text);
    EXPECT_GT(number.length, 0u) << text;
    EXPECT_FALSE(number.millionths.has_value()) << text;
  }
}

TEST(ProseNumber, MayBeTheLeast) {
  for (const char* text : {"30余", "30多", "28万余", "28余万", "二十多"}) EXPECT_TRUE(NumberIn(text).at_least) << text;
  EXPECT_FALSE(NumberIn("30").at_least);
}

TEST(ProseNumber, IsNoneInWords) {
  for (const char* text : {"件", "", "，", "余"}) EXPECT_EQ(NumberIn(text).length, 0u) << text;
}

}  // namespace
}  // namespace nianbao::document::domain
