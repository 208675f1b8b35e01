#include "services/document/domain/sentence_shape.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "services/document/domain/prose.h"
#include "services/document/domain/prose_number.h"

namespace nianbao::document::domain {
namespace {

using std::u32string_view;

constexpr int64_t kMillion = 1'000'000;
// Hundredths of a percent, and fen, in millionths of a percent and of a yuan.
constexpr int64_t kHundredth = 10'000;

enum class Bound { kExact, kAtLeast, kAtMost, kUnclear };

struct BoundWord {
  absl::string_view word;
  Bound bound;
};

// Words before a number. The longest is meant.
constexpr BoundWord kBefore[] = {
    {"不少于", Bound::kAtLeast}, {"不低于", Bound::kAtLeast}, {"不超过", Bound::kAtMost}, {"不多于", Bound::kAtMost},
    {"超过", Bound::kAtLeast},   {"至少", Bound::kAtLeast},   {"突破", Bound::kAtLeast},  {"至多", Bound::kAtMost},
    {"最多", Bound::kAtMost},    {"不足", Bound::kAtMost},    {"不到", Bound::kAtMost},   {"将近", Bound::kAtMost},
    {"接近", Bound::kAtMost},    {"大约", Bound::kUnclear},   {"大概", Bound::kUnclear},  {"好几", Bound::kUnclear},
    {"近", Bound::kAtMost},      {"超", Bound::kAtLeast},     {"逾", Bound::kAtLeast},    {"约", Bound::kUnclear},
    {"上", Bound::kUnclear},     {"数", Bound::kExact},       {"几", Bound::kUnclear},    {"第", Bound::kUnclear},
};

constexpr BoundWord kAfter[] = {
    {"及以上", Bound::kAtLeast}, {"以上", Bound::kAtLeast}, {"以内", Bound::kAtMost},
    {"以下", Bound::kAtMost},    {"左右", Bound::kUnclear}, {"上下", Bound::kUnclear},
};

struct UnitWord {
  char32_t unit;
  // Characters with which the unit makes another word.
  u32string_view not_before;
};

constexpr UnitWord kUnits[] = {
    {U'件', U"次套"},         {U'起', U"来草诉到点步源动始因码义讼"},
    {U'宗', U"旨地教"},       {U'次', U"性数序要日年元生月"},
    {U'条', U"例款件线龙目"}, {U'份', U"额量子"},
    {U'项', U"目"},           {U'个', U"工月小百体人别性方部镇乡县区市省单"},
};

bool IsAsciiWord(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == 0xFFFD; }

class Shaper {
 public:
  Shaper(absl::string_view sentence, int year) : signs_(SignsOf(sentence)), year_(year) {}

  SentenceShape Shape() {
    while (at_ < signs_.size()) {
      if (!TakeYear() && !TakeHundredths() && !TakeNumber()) AppendUtf8(signs_[at_++].character, shape_.words);
    }
    shape_.words = absl::StrReplaceAll(shape_.words, {{"上一年度", "上年"},
                                                      {"上一年", "上年"},
                                                      {"上年度", "上年"},
                                                      {"去年度", "上年"},
                                                      {"去年", "上年"},
                                                      {"上年", "上年"},
                                                      {"本年度", "本年"},
                                                      {"今年度", "本年"},
                                                      {"今年", "本年"},
                                                      {"下一年度", "下年"},
                                                      {"下一年", "下年"},
                                                      {"下年度", "下年"},
                                                      {"次年度", "下年"},
                                                      {"次年", "下年"},
                                                      {"明年", "下年"},
                                                      {"前年", "他年"},
                                                      {"往年", "他年"},
                                                      {"历年", "他年"},
                                                      {"其它", "其他"}});
    return std::move(shape_);
  }

 private:
  char32_t Peek(size_t ahead) const { return at_ + ahead < signs_.size() ? signs_[at_ + ahead].character : 0; }

  bool FollowsAt(size_t ahead, absl::string_view word) const {
    std::string text;
    while (text.size() < word.size() && Peek(ahead) != 0) AppendUtf8(Peek(ahead++), text);
    return text == word;
  }

  // 2023年, 2023年度, 二〇二三年.
  bool TakeYear() {
    constexpr u32string_view kDigits = U"〇一二三四五六七八九";
    if (!shape_.words.empty() && at_ > 0 && IsDigitAt(at_ - 1)) return false;
    int year = 0;
    for (size_t i = 0; i < 4; ++i) {
      const char32_t c = Peek(i) == U'零' ? U'〇' : Peek(i);
      const size_t chinese = kDigits.find(c);
      if (c >= U'0' && c <= U'9') {
        year = year * 10 + static_cast<int>(c - U'0');
      } else if (chinese != u32string_view::npos) {
        year = year * 10 + static_cast<int>(chinese);
      } else {
        return false;
      }
    }
    if (year < 1900 || year > 2100 || Peek(4) != U'年') return false;
    at_ += Peek(5) == U'度' ? 6 : 5;
    shape_.words += year_ == 0          ? "他年"
                    : year == year_     ? "本年"
                    : year == year_ - 1 ? "上年"
                    : year == year_ + 1 ? "下年"
                                        : "他年";
    return true;
  }

  bool IsDigitAt(size_t i) const { return signs_[i].character >= U'0' && signs_[i].character <= U'9'; }

  // 百分之十二.
  bool TakeHundredths() {
    if (!FollowsAt(0, "百分之")) return false;
    const ProseNumber number = ReadProseNumber(absl::MakeSpan(signs_).subspan(at_ + 3));
    if (number.length == 0) return false;
    const size_t begin = at_;
    at_ += 3 + number.length;
    Put(kShareSign, number, begin, Bound::kExact, kHundredth, "");
    return true;
  }

  bool TakeNumber() {
    const ProseNumber number = ReadProseNumber(absl::MakeSpan(signs_).subspan(at_));
    if (number.length == 0) return false;
    const size_t begin = at_;
    // One sign of a word such as 三审三校 or 一定 is no number; a digit always is.
    Bound bound = BoundBefore(begin);
    at_ += number.length;
    if (FollowsAt(0, "个百分点")) return PutOther();
    if (Peek(0) == U'%') {
      ++at_;
      Put(kShareSign, number, begin, bound, kHundredth, "");
      return true;
    }
    if (Peek(0) == U'元') {
      ++at_;
      Put(kMoneySign, number, begin, bound, kHundredth, "");
      return true;
    }
    for (const UnitWord& unit : kUnits) {
      if (Peek(0) != unit.unit) continue;
      if (unit.not_before.find(Peek(1)) != u32string_view::npos && Peek(1) != 0) return PutOther();
      // 零件 are parts.
      if (number.chinese && number.millionths == 0 && !EndsWithIs()) break;
      ++at_;
      std::string name;
      AppendUtf8(unit.unit, name);
      Put(kCountSign, number, begin, bound, kMillion, name);
      return true;
    }
    const bool ends = Peek(0) == 0 || u32string_view(U"，,。;；、).!?").find(Peek(0)) != u32string_view::npos;
    if (ends && EndsWithIs()) {
      Put(kCountSign, number, begin, bound, kMillion, "");
      return true;
    }
    if (number.chinese && number.length == 1 && bound != Bound::kUnclear) {
      // Part of a word: 一定, 三审, 十分.
      at_ = begin;
      return false;
    }
    return PutOther();
  }

  bool PutOther() {
    AppendUtf8(kNumberSign, shape_.words);
    return true;
  }

  bool EndsWithIs() const {
    return absl::EndsWith(shape_.words, "为") || absl::EndsWith(shape_.words, "是") ||
           absl::EndsWith(shape_.words, ":");
  }

  // Takes a word on the bound off the end of the words.
  Bound BoundBefore(size_t begin) {
    if (begin > 0) {
      const char32_t before = signs_[begin - 1].character;
      if (before == U'-' || before == U'~' || before == U'/' || before == U'.' || before == U',' ||
          IsAsciiWord(before) || IsDigitAt(begin - 1)) {
        return Bound::kUnclear;
      }
      // 3至5件.
      if ((before == U'至' || before == U'到' || before == U'、') && begin > 1 && IsDigitAt(begin - 2)) {
        return Bound::kUnclear;
      }
    }
    for (const BoundWord& word : kBefore) {
      if (!absl::EndsWith(shape_.words, word.word)) continue;
      if (word.word == "数")
        return ReadProseNumber(absl::MakeSpan(signs_).subspan(begin)).chinese ? Bound::kUnclear : Bound::kExact;
      if (word.bound == Bound::kUnclear) return word.bound;
      shape_.words.resize(shape_.words.size() - word.word.size());
      return word.bound;
    }
    return Bound::kExact;
  }

  // Adds the sign for a number from sign `begin` to at_, whose unit is `unit_size` millionths.
  void Put(char32_t sign, const ProseNumber& number, size_t begin, Bound bound, int64_t unit_size,
           const std::string& unit) {
    for (const BoundWord& word : kAfter) {
      if (!FollowsAt(0, word.word)) continue;
      if (bound != Bound::kExact || number.at_least) bound = Bound::kUnclear;
      if (bound != Bound::kUnclear) bound = word.bound;
      AdvanceOver(word.word);
      break;
    }
    if (number.at_least) bound = bound == Bound::kExact || bound == Bound::kAtLeast ? Bound::kAtLeast : Bound::kUnclear;
    const bool whole = number.millionths && *number.millionths % unit_size == 0;
    if (!whole || bound == Bound::kUnclear || FollowsRange()) {
      AppendUtf8(kNumberSign, shape_.words);
      return;
    }
    const int64_t value = *number.millionths / unit_size;
    Quantity quantity;
    if (bound != Bound::kAtMost) quantity.min = value;
    if (bound != Bound::kAtLeast) quantity.max = value;
    quantity.share = sign == kShareSign;
    quantity.unit = unit;
    quantity.begin = signs_[begin].begin;
    quantity.end = signs_[at_ - 1].end;
    shape_.quantities.push_back(quantity);
    AppendUtf8(sign, shape_.words);
  }

  void AdvanceOver(absl::string_view word) {
    std::string text;
    while (text.size() < word.size()) AppendUtf8(signs_[at_++].character, text);
  }

  // 3件至5件, 3件-5件.
  bool FollowsRange() const {
    const bool sign = Peek(0) == U'-' || Peek(0) == U'~' || Peek(0) == U'至' || Peek(0) == U'到' || Peek(0) == U'/';
    return sign && at_ + 1 < signs_.size() && IsDigitAt(at_ + 1);
  }

  std::vector<Sign> signs_;
  int year_;
  size_t at_ = 0;
  SentenceShape shape_;
};

}  // namespace

SentenceShape ShapeOf(absl::string_view sentence, int year) { return Shaper(sentence, year).Shape(); }

}  // namespace nianbao::document::domain
