#include "services/document/domain/prose_number.h"

#include <string_view>

#include "absl/numeric/int128.h"

namespace nianbao::document::domain {
namespace {

constexpr int64_t kMillion = 1'000'000;
constexpr int kMostDigits = 15;

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// The value of a Chinese digit, or -1.
int ChineseDigit(char32_t c) {
  constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
  if (c == U'〇') return 0;
  if (c == U'两') return 2;
  const size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// The value of 十, 百, 千, 万 or 亿, or 0.
int64_t Multiplier(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1'000;
    case U'万':
      return 10'000;
    case U'亿':
      return 100'000'000;
    default:
      return 0;
  }
}

class Reader {
 public:
  explicit Reader(absl::Span<const Sign> signs) : signs_(signs) {}

  ProseNumber Read() {
    ProseNumber number;
    absl::int128 millionths = 0;
    if (IsDigit(Peek())) {
      millionths = ReadDigits();
      ReadMore(number);
      ReadMultipliers(millionths);
    } else if (ChineseDigit(Peek()) >= 0 || Multiplier(Peek()) > 0) {
      number.chinese = true;
      millionths = ReadChinese() * kMillion;
    } else {
      return number;
    }
    ReadMore(number);
    // Something of a number still follows.
    if (IsDigit(Peek()) || ChineseDigit(Peek()) >= 0 || Multiplier(Peek()) > 0 || Peek() == U'来' || Peek() == U'几') {
      clear_ = false;
      while (IsDigit(Peek()) || ChineseDigit(Peek()) >= 0 || Multiplier(Peek()) > 0) ++at_;
    }
    number.length = at_;
    if (clear_ && millionths <= INT64_MAX) number.millionths = static_cast<int64_t>(millionths);
    return number;
  }

 private:
  char32_t Peek(size_t ahead = 0) const { return at_ + ahead < signs_.size() ? signs_[at_ + ahead].character : 0; }
  bool GapAt(size_t ahead) const { return at_ + ahead < signs_.size() && signs_[at_ + ahead].after_gap; }

  void ReadMore(ProseNumber& number) {
    if (Peek() != U'余' && Peek() != U'多') return;
    if (number.at_least) clear_ = false;
    number.at_least = true;
    ++at_;
  }

  // Digits, thousands separators and decimals, in millionths.
  absl::int128 ReadDigits() {
    absl::int128 value = 0;
    int digits = 0;
    int group = 0;
    bool separated = false;
    const bool leading_zero = Peek() == U'0' && IsDigit(Peek(1));
    for (;; ++at_) {
      if (IsDigit(Peek())) {
        value = value * 10 + (Peek() - U'0');
        ++group;
        if (++digits > kMostDigits) return Unclear();
      } else if (Peek() == U',' && IsDigit(Peek(1)) && !GapAt(0) && !GapAt(1)) {
        if (separated ? group != 3 : group > 3) return Unclear();
        separated = true;
        group = 0;
      } else {
        break;
      }
    }
    if ((separated && group != 3) || leading_zero) return Unclear();
    value *= kMillion;
    if (Peek() != U'.' || !IsDigit(Peek(1))) return value;
    if (GapAt(0) || GapAt(1)) return Unclear();
    ++at_;
    int64_t weight = kMillion;
    for (; IsDigit(Peek()); ++at_) {
      weight /= 10;
      if (weight == 0 || GapAt(0)) return Unclear();
      value += weight * static_cast<int64_t>(Peek() - U'0');
    }
    if (Peek() == U'.') return Unclear();
    return value;
  }

  void ReadMultipliers(absl::int128& millionths) {
    for (int64_t multiplier; (multiplier = Multiplier(Peek())) > 0; ++at_) {
      millionths *= multiplier;
      if (multiplier == 10 || millionths > INT64_MAX) {
        clear_ = false;
        millionths = 0;
      }
    }
  }

  // 二十, 一百零五, 两千三百, 三万零二十: every digit has its place, and places fall.
  absl::int128 ReadChinese() {
    absl::int128 total = 0;
    absl::int128 section = 0;
    int64_t last = 100'000;
    int64_t last_section = INT64_MAX;
    int digit = -1;
    bool zero = false;
    bool begun = false;
    for (; ChineseDigit(Peek()) >= 0 || Multiplier(Peek()) > 0; ++at_) {
      const int value = ChineseDigit(Peek());
      const int64_t multiplier = Multiplier(Peek());
      if (value == 0) {
        if (digit >= 0 || zero) return Unclear();
        zero = true;
      } else if (value > 0) {
        if (digit >= 0) return Unclear();
        // 一百二 may be 102 or 120.
        if (begun && !zero && last > 10 && Multiplier(Peek(1)) == 0) return Unclear();
        digit = value;
        zero = false;
      } else if (multiplier < 10'000) {
        if (multiplier >= last) return Unclear();
        if (digit < 0 && !(multiplier == 10 && !begun)) return Unclear();
        section += multiplier * (digit < 0 ? 1 : digit);
        digit = -1;
        last = multiplier;
      } else {
        if (multiplier >= last_section) return Unclear();
        section += digit < 0 ? 0 : digit;
        if (section == 0) return Unclear();
        total += section * multiplier;
        section = 0;
        digit = -1;
        last = 100'000;
        last_section = multiplier;
      }
      begun = true;
    }
    if (zero && (at_ > 1)) return Unclear();
    return total + section + (digit < 0 ? 0 : digit);
  }

  absl::int128 Unclear() {
    clear_ = false;
    const auto is_part = [](char32_t c) { return IsDigit(c) || c == U',' || c == U'.' || ChineseDigit(c) >= 0; };
    while (is_part(Peek()) || Multiplier(Peek()) > 0) ++at_;
    return 0;
  }

  absl::Span<const Sign> signs_;
  size_t at_ = 0;
  bool clear_ = true;
};

}  // namespace

ProseNumber ReadProseNumber(absl::Span<const Sign> signs) { return Reader(signs).Read(); }

}  // namespace nianbao::document::domain
