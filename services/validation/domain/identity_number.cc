#include "services/validation/domain/identity_number.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"

namespace nianbao::validation::domain {
namespace {

constexpr size_t kLength = 18;

// The number read as base 2 modulo 11, "X" standing for 10, leaves 1.
bool HasCheckCharacter(absl::string_view number) {
  int sum = 0;
  for (const char c : number) {
    sum = (sum * 2 + (absl::ascii_isdigit(c) ? c - '0' : 10)) % 11;
  }
  return sum == 1;
}

bool HoldsBirthday(absl::string_view number) {
  int year = 0, month = 0, day = 0;
  const bool read = absl::SimpleAtoi(number.substr(6, 4), &year) && absl::SimpleAtoi(number.substr(10, 2), &month) &&
                    absl::SimpleAtoi(number.substr(12, 2), &day);
  const absl::CivilDay date(year, month, day);
  return read && year >= 1900 && year < 2100 && date.month() == month && date.day() == day;
}

}  // namespace

bool HoldsIdentityNumber(absl::string_view text) {
  for (size_t start = 0; start < text.size();) {
    size_t end = start;
    while (end < text.size() && absl::ascii_isalnum(text[end])) ++end;
    const absl::string_view word = text.substr(start, end - start);
    start = end + 1;
    if (word.size() != kLength) continue;
    const char check = word.back();
    bool digits = absl::ascii_isdigit(check) || check == 'X' || check == 'x';
    for (const char c : word.substr(0, kLength - 1)) digits &= absl::ascii_isdigit(c);
    if (digits && HoldsBirthday(word) && HasCheckCharacter(word)) return true;
  }
  return false;
}

}  // namespace nianbao::validation::domain
