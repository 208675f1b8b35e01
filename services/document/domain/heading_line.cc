#include "services/document/domain/heading_line.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "services/document/domain/label.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/numeral.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kLongestHeadingBytes = 512;
constexpr size_t kShortestDoubledBytes = 6;

bool ConsumeMark(absl::string_view& rest) {
  static constexpr std::array<absl::string_view, 9> kMarks = {"、", ":", ".", ",", "-", "·", ";", "。", ")"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](absl::string_view mark) { return absl::ConsumePrefix(&rest, mark); });
}

void StripEnd(std::string& body) {
  static constexpr std::array<absl::string_view, 6> kMarks = {":", "。", ".", ";", ",", "、"};
  absl::string_view text = body;
  while (std::any_of(kMarks.begin(), kMarks.end(),
                     [&](absl::string_view mark) { return absl::ConsumeSuffix(&text, mark); })) {
  }
  body.resize(text.size());
}

// True when the text is the words with one word of them printed twice in a row.
bool IsDoubled(absl::string_view text, absl::string_view words) {
  if (text.size() <= words.size() || text.size() > 2 * words.size()) return false;
  const size_t more = text.size() - words.size();
  if (more < kShortestDoubledBytes) return false;
  for (size_t at = more; at <= words.size(); ++at) {
    if (text.substr(0, at) == words.substr(0, at) && text.substr(at + more) == words.substr(at) &&
        text.substr(at, more) == words.substr(at - more, more)) {
      return true;
    }
  }
  return false;
}

}  // namespace

HeadingLine ParseHeading(absl::string_view line) {
  if (line.size() > kLongestHeadingBytes) return {};
  const std::string key = absl::StrReplaceAll(Key(line), {{"\uFFFD", ""}, {"□", ""}, {"?", ""}});
  HeadingLine heading;
  absl::string_view rest = key;
  if (absl::ConsumePrefix(&rest, "第")) {
    const int number = ConsumeNumeral(rest);
    if (number > 0 && absl::ConsumePrefix(&rest, "部分")) {
      while (ConsumeMark(rest)) {
      }
      heading = {number, true, false, std::string(rest)};
      StripEnd(heading.body);
      return heading;
    }
  }
  const Label label = ParseLabel(key);
  heading = {label.number,
             label.number > 0 && absl::StartsWith(key, kNumerals[static_cast<size_t>(label.number - 1) % 10]),
             label.bracketed, label.body};
  if (label.number == 0) {
    rest = key;
    const int number = ConsumeNumeral(rest);
    // 一·总体情况, 一总体情况. No heading begins with a numeral of its own.
    if (number > 0) {
      while (ConsumeMark(rest)) {
      }
      heading = {number, true, false, std::string(rest)};
    }
  }
  StripEnd(heading.body);
  return heading;
}

HeadingWords::HeadingWords(const form::Title& heading) {
  wordings_.push_back(Key(heading.text));
  for (const std::string& also : heading.also) wordings_.push_back(Key(also));
}

bool HeadingWords::Match(absl::string_view body) const {
  return std::any_of(wordings_.begin(), wordings_.end(), [&](const std::string& words) {
    return body == absl::string_view(words) || IsDoubled(body, words);
  });
}

size_t HeadingWords::MatchFront(absl::string_view body) const {
  size_t longest = 0;
  for (const std::string& words : wordings_) {
    if (absl::StartsWith(body, words)) longest = std::max(longest, words.size());
  }
  return longest;
}

}  // namespace nianbao::document::domain
