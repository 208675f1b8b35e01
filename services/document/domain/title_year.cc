#include "services/document/domain/title_year.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

struct Year {
  int number = 0;
  size_t begin = 0;
  size_t end = 0;
};

// The digit at the front, in ASCII, full width or Chinese, or -1.
int ConsumeDigit(absl::string_view& rest) {
  static constexpr std::array<absl::string_view, 10> kForms = {"0０〇○零", "1１一", "2２二", "3３三", "4４四",
                                                               "5５五",    "6６六", "7７七", "8８八", "9９九"};
  if (rest.empty()) return -1;
  const absl::string_view character = FirstCharacter(rest);
  for (size_t digit = 0; digit < kForms.size(); ++digit) {
    if (!absl::StrContains(kForms[digit], character)) continue;
    rest.remove_prefix(character.size());
    return static_cast<int>(digit);
  }
  return -1;
}

absl::string_view LastCharacter(absl::string_view text) {
  size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return text.substr(begin);
}

bool ConsumeSpanSign(absl::string_view& rest) {
  static constexpr std::array<absl::string_view, 14> kSigns = {"-",  "－", "–",  "—",  "−", "~",  "～",
                                                               "〜", "至", "到", "、", "/", "／", "."};
  return std::any_of(kSigns.begin(), kSigns.end(), [&](absl::string_view s) { return absl::ConsumePrefix(&rest, s); });
}

bool EndsLongerNumberOrSpan(absl::string_view before) {
  if (before.empty()) return false;
  absl::string_view last = LastCharacter(before);
  absl::string_view again = last;
  return ConsumeDigit(last) >= 0 || ConsumeSpanSign(again);
}

// A Chinese numeral may begin a name, such as that of 三明市, unless a month or another year follows.
bool GoesOnWithDateOrSpan(absl::string_view rest) {
  const bool span = ConsumeSpanSign(rest);
  absl::string_view number = rest;
  while (absl::ConsumePrefix(&number, "十") || ConsumeDigit(number) >= 0) {
  }
  if (number.size() == rest.size()) return false;
  const absl::string_view first = FirstCharacter(rest);
  const bool chinese = absl::StrContains("〇○零一二三四五六七八九十", first);
  return span || !chinese || absl::StartsWith(number, "月") || absl::StartsWith(number, "年");
}

std::optional<Year> FindYear(absl::string_view text) {
  for (size_t begin = 0; begin < text.size(); ++begin) {
    absl::string_view rest = text.substr(begin);
    int number = 0;
    int digits = 0;
    for (int digit; digits < 4 && (digit = ConsumeDigit(rest)) >= 0; ++digits) number = number * 10 + digit;
    if (digits < 4 || number < 1900 || number > 2100 || !absl::ConsumePrefix(&rest, "年")) continue;
    absl::ConsumePrefix(&rest, "度");
    if (EndsLongerNumberOrSpan(text.substr(0, begin)) || GoesOnWithDateOrSpan(rest)) continue;
    return Year{number, begin, text.size() - rest.size()};
  }
  return std::nullopt;
}

}  // namespace

absl::string_view FirstCharacter(absl::string_view text) {
  size_t end = 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return text.substr(0, end);
}

int RemoveYear(std::string& text) {
  const auto year = FindYear(text);
  if (!year) return 0;
  text.erase(year->begin, year->end - year->begin);
  return year->number;
}

bool NamesAnyYear(absl::string_view text) {
  int digits = 0;
  while (!text.empty()) {
    if (ConsumeDigit(text) >= 0) {
      ++digits;
      continue;
    }
    if (digits >= 2 && absl::StartsWith(text, "年")) return true;
    digits = 0;
    text.remove_prefix(FirstCharacter(text).size());
  }
  return false;
}

int YearOfPeriod(absl::string_view text) {
  if (!absl::StrContains(text, "31")) return 0;
  static const auto* const kPeriod = new RE2("(20\\d\\d)年0?1月0?1日(?:起)?(?:至|到|-|~)(?:(20\\d\\d)年)?12月31日");
  const std::string key = Key(text);
  re2::StringPiece rest(key);
  int found = 0;
  std::string from, to;
  while (RE2::FindAndConsume(&rest, *kPeriod, &from, &to)) {
    const int year = std::stoi(from);
    if ((!to.empty() && to != from) || (found != 0 && year != found)) return 0;
    found = year;
  }
  return found;
}

bool IsDate(absl::string_view text) {
  bool has_digit = false;
  bool has_month = false;
  while (!text.empty()) {
    if (ConsumeDigit(text) >= 0) {
      has_digit = true;
    } else if (absl::ConsumePrefix(&text, "月") || ConsumeSpanSign(text)) {
      has_month = true;
    } else {
      static constexpr std::array<absl::string_view, 9> kParts = {"年", "日", "号", "十", "廿", "（", "）", "(", ")"};
      const bool part =
          std::any_of(kParts.begin(), kParts.end(), [&](absl::string_view p) { return absl::ConsumePrefix(&text, p); });
      if (!part) return false;
    }
  }
  return has_digit && has_month;
}

}  // namespace nianbao::document::domain
