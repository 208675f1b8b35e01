#include "services/document/domain/label.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/numeral.h"
#include "services/document/domain/similarity.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kLongestTitleBytes = 512;
constexpr double kContradictionCost = 0.3;
constexpr std::array<absl::string_view, 5> kSeparators = {"、", ".", ",", ")", ":"};

// Takes a number of one or two digits, or a Chinese one up to ten, from the front; 0 when there is none.
int ConsumeNumber(absl::string_view& rest) {
  if (const int numeral = ConsumeNumeral(rest); numeral != 0) return numeral;
  int number = 0;
  for (int digits = 0; digits < 2 && !rest.empty() && absl::ascii_isdigit(rest.front()); ++digits) {
    number = number * 10 + (rest.front() - '0');
    rest.remove_prefix(1);
  }
  return number;
}

}  // namespace

Label ParseLabel(absl::string_view text) {
  if (text.size() > kLongestTitleBytes) return {};
  const std::string key = Key(text);
  absl::string_view rest = key;
  const bool bracketed = absl::ConsumePrefix(&rest, "(");
  const int number = ConsumeNumber(rest);
  const bool separated = std::any_of(kSeparators.begin(), kSeparators.end(), [&](absl::string_view separator) {
    return (!bracketed || separator == ")") && absl::ConsumePrefix(&rest, separator);
  });
  if (number == 0 || !separated) return {0, false, key};
  if (bracketed) absl::ConsumePrefix(&rest, "、");
  return {number, bracketed, std::string(rest)};
}

TitleKey::TitleKey(const form::Title& title) {
  wordings_.push_back(ParseLabel(title.text));
  for (const std::string& also : title.also) wordings_.push_back(ParseLabel(also));
}

bool TitleKey::Matches(const Label& label) const {
  return SharesBody(label) && (label.number == 0 || printed().number == 0 || label.number == printed().number);
}

double TitleKey::Likeness(const Label& label) const {
  double best = 0;
  for (const Label& own : wordings_) best = std::max(best, Similarity(own.body, label.body));
  const bool contradicts = label.number != 0 && printed().number != 0 && label.number != printed().number;
  return contradicts ? std::max(0.0, best - kContradictionCost) : best;
}

std::vector<std::string> TitleKey::bodies() const {
  std::vector<std::string> bodies;
  for (const Label& own : wordings_) bodies.push_back(own.body);
  return bodies;
}

bool TitleKey::SharesBody(const Label& label) const {
  return !label.body.empty() &&
         std::any_of(wordings_.begin(), wordings_.end(), [&](const Label& own) { return own.body == label.body; });
}

}  // namespace nianbao::document::domain
