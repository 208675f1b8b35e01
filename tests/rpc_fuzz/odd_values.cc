#include "tests/rpc_fuzz/odd_values.h"

#include <limits>

#include "absl/strings/str_cat.h"

namespace nianbao::rpc_fuzz {
namespace {

std::string Repeated(const char* text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

const std::vector<std::string>& OddTexts() {
  static const auto* const kTexts = new std::vector<std::string>{
      "",
      " ",
      "\t\n",
      std::string("a\0b", 3),
      std::string("\0", 1),
      "a\x7f\x1b[31m",
      "organs/",
      "organs//",
      "organs/A B",
      "organs/../qinghe",
      "organs/qinghe/",
      "organs/无",
      "organs/nowhere",
      "organs/qinghe/filings/2024-own",
      "organs/qinghe-office/filings/2024-rollup",
      "organs/qinghe-office/filings/2020-own",
      "organs/qinghe-office/filings/99999999999-own",
      "filings/2024-own",
      "2024-02-30",
      "2025-13-01",
      "9999-12-31",
      "0000-00-00",
      "2025-01-01T00:00:00Z",
      "requests.received.total",
      "requests.nothing.total",
      "narrative.overview",
      "-1",
      "9223372036854775808",
      "' OR '1'='1",
      "%s%n%%",
      "{total} {",
      "\\",
      "\"",
      "*",
      "AAAA",
      "=",
      "\xEF\xBB\xBF年报",
      "\xE2\x80\xAE\xE5\xB9\xB4",
      "\xEF\xBF\xBE",
      "\xF0\x9F\x93\x84",
      "https://",
      "javascript:alert(1)",
      Repeated("0", 64),
      Repeated("x", 129),
      Repeated("年", 700),
      Repeated("长", 4000),
      Repeated("y", 70'000),
  };
  return *kTexts;
}

}  // namespace

const std::vector<int64_t>& OddNumbers() {
  static const auto* const kNumbers = new std::vector<int64_t>{0,
                                                               1,
                                                               -1,
                                                               2,
                                                               99,
                                                               1000,
                                                               1001,
                                                               10'001,
                                                               2019,
                                                               2020,
                                                               2021,
                                                               2100,
                                                               2101,
                                                               std::numeric_limits<int32_t>::max(),
                                                               std::numeric_limits<int32_t>::min(),
                                                               std::numeric_limits<int64_t>::max(),
                                                               std::numeric_limits<int64_t>::min(),
                                                               int64_t{1} << 32,
                                                               253'402'300'800};
  return *kNumbers;
}

std::string OddText(testing::Rng& random) {
  if (random.Chance(2)) return "\xFF\xFE";
  std::string text = random.Pick(OddTexts());
  if (random.Chance(10)) text += random.Pick(OddTexts());
  return text;
}

std::string OddBytes(testing::Rng& random) {
  std::string bytes;
  for (int64_t i = random.Between(0, random.Chance(20) ? 400 : 20); i > 0; --i) {
    bytes += static_cast<char>(random.Between(0, 255));
  }
  return bytes;
}

}  // namespace nianbao::rpc_fuzz
