#include "services/document/readers/docx/docx_numeral.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace nianbao::document::readers {
namespace {

// Signs of three bytes each.
struct Signs {
  absl::string_view all;

  int size() const { return static_cast<int>(all.size() / 3); }
  absl::string_view at(int i) const { return all.substr(static_cast<size_t>(i) * 3, 3); }
};

constexpr Signs kDigits = {"〇一二三四五六七八九"};
constexpr Signs kLegalDigits = {"零壹贰叁肆伍陆柒捌玖"};
constexpr Signs kFullWidthDigits = {"０１２３４５６７８９"};

struct Series {
  absl::string_view format;
  Signs signs;
};

constexpr Series kSeries[] = {
    {"ideographTraditional", {"甲乙丙丁戊己庚辛壬癸"}},    {"ideographZodiac", {"子丑寅卯辰巳午未申酉戌亥"}},
    {"decimalEnclosedCircle", {"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"}},   {"decimalEnclosedCircleChinese", {"①②③④⑤⑥⑦⑧⑨⑩"}},
    {"decimalEnclosedParen", {"⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"}},    {"decimalEnclosedFullstop", {"⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"}},
    {"ideographEnclosedCircle", {"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"}},
};

constexpr absl::string_view kCounting[] = {
    "chineseCounting",   "chineseCountingThousand",   "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand", "chineseLegalSimplified",
};

// From 1 to 99: 一, 十, 十一, 二十; with legal digits 壹, 壹拾, 壹拾壹.
std::string Counted(int number, const Signs& digits, absl::string_view ten, bool says_one_ten) {
  std::string text;
  if (number >= 20 || (number >= 10 && says_one_ten)) absl::StrAppend(&text, digits.at(number / 10));
  if (number >= 10) absl::StrAppend(&text, ten);
  if (number % 10 != 0) absl::StrAppend(&text, digits.at(number % 10));
  return text;
}

std::string DigitByDigit(int number, const Signs& digits) {
  std::string text;
  for (const char c : absl::StrCat(number)) absl::StrAppend(&text, digits.at(c - '0'));
  return text;
}

std::string Roman(int number, absl::string_view one, absl::string_view five, absl::string_view ten) {
  std::string text;
  for (; number >= 10; number -= 10) absl::StrAppend(&text, ten);
  if (number == 9) return absl::StrCat(text, one, ten);
  if (number == 4) return absl::StrCat(text, one, five);
  if (number >= 5) absl::StrAppend(&text, five);
  for (number %= 5; number > 0; --number) absl::StrAppend(&text, one);
  return text;
}

}  // namespace

std::optional<std::string> Numeral(int number, absl::string_view format) {
  if (number < 0) return std::nullopt;
  if (format == "decimal") return absl::StrCat(number);
  if (format == "decimalZero") return absl::StrFormat("%02d", number);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") return DigitByDigit(number, kFullWidthDigits);
  if (format == "ideographDigital" || format == "taiwaneseDigital") return DigitByDigit(number, kDigits);
  if (number == 0) return std::nullopt;
  if (std::find(std::begin(kCounting), std::end(kCounting), format) != std::end(kCounting)) {
    if (number > 99) return std::nullopt;
    const bool legal = format == "chineseLegalSimplified";
    return Counted(number, legal ? kLegalDigits : kDigits, legal ? "拾" : "十", legal);
  }
  if (format == "lowerRoman" && number < 40) return Roman(number, "i", "v", "x");
  if (format == "upperRoman" && number < 40) return Roman(number, "I", "V", "X");
  if (format == "lowerLetter" && number <= 26) return std::string(1, static_cast<char>('a' + number - 1));
  if (format == "upperLetter" && number <= 26) return std::string(1, static_cast<char>('A' + number - 1));
  for (const Series& series : kSeries) {
    if (series.format == format && number <= series.signs.size()) return std::string(series.signs.at(number - 1));
  }
  return std::nullopt;
}

}  // namespace nianbao::document::readers
