#include "libs/codes/credit_code.h"

#include <algorithm>

namespace nianbao::codes {
namespace {

// A character's value is its place.
constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kModulus = 31;
// The weight of each character is the one before it times this.
constexpr int kWeightFactor = 3;

bool IsOfAlphabet(char c) { return kAlphabet.find(c) != absl::string_view::npos; }

}  // namespace

std::optional<char> CreditCheckCharacter(absl::string_view first_17) {
  if (first_17.size() != kCreditCodeSize - 1) return std::nullopt;
  int sum = 0;
  int weight = 1;
  for (const char c : first_17) {
    const size_t value = kAlphabet.find(c);
    if (value == absl::string_view::npos) return std::nullopt;
    sum += static_cast<int>(value) * weight;
    weight = weight * kWeightFactor % kModulus;
  }
  return kAlphabet[(kModulus - sum % kModulus) % kModulus];
}

std::optional<CreditCodeFault> FaultOfCreditCode(absl::string_view code) {
  if (code.size() != kCreditCodeSize) return CreditCodeFault::kSize;
  if (!std::all_of(code.begin(), code.end(), IsOfAlphabet)) return CreditCodeFault::kCharacter;
  if (CreditCheckCharacter(code.substr(0, kCreditCodeSize - 1)) != code.back()) return CreditCodeFault::kCheckCharacter;
  return std::nullopt;
}

}  // namespace nianbao::codes
