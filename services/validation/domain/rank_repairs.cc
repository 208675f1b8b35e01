#include "services/validation/domain/rank_repairs.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace nianbao::validation::domain {
namespace {

enum Likelihood { kTotalNotFilledIn = 0, kSlip = 1, kOther = 2, kWipedOut = 3 };

bool IsWithout(const std::string& longer, size_t left_out, const std::string& shorter) {
  std::string rest = longer;
  return rest.erase(left_out, 1) == shorter;
}

bool IsOneDigitLonger(const std::string& longer, const std::string& shorter) {
  if (longer.size() != shorter.size() + 1) return false;
  for (size_t i = 0; i < longer.size(); ++i) {
    if (IsWithout(longer, i, shorter)) return true;
  }
  return false;
}

// One digit differs, is missing or too many, or two neighbours are exchanged.
bool IsSlip(int64_t from, int64_t to) {
  const std::string a = absl::StrCat(from), b = absl::StrCat(to);
  if (a.size() != b.size()) return IsOneDigitLonger(a, b) || IsOneDigitLonger(b, a);
  const auto [first, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  if (first == a.end()) return false;
  if (std::equal(first + 1, a.end(), in_b + 1)) return true;
  return first + 1 != a.end() && *first == *(in_b + 1) && *(first + 1) == *in_b &&
         std::equal(first + 2, a.end(), in_b + 2);
}

Likelihood LikelihoodOf(const Change& change, const std::vector<int>& totals) {
  const bool total = std::find(totals.begin(), totals.end(), change.cell) != totals.end();
  if (total && change.from == 0) return kTotalNotFilledIn;
  if (change.to == 0) return kWipedOut;
  return IsSlip(change.from, change.to) ? kSlip : kOther;
}

}  // namespace

void RankRepairs(const std::vector<int>& totals, std::vector<ChangeSet>& sets) {
  const auto key = [&](const ChangeSet& set) {
    std::pair<int, std::vector<int>> key;
    for (const Change& change : set) {
      key.first += LikelihoodOf(change, totals);
      key.second.push_back(change.cell);
    }
    return key;
  };
  std::sort(sets.begin(), sets.end(), [&](const ChangeSet& a, const ChangeSet& b) { return key(a) < key(b); });
}

}  // namespace nianbao::validation::domain
