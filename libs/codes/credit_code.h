// The unified social credit code, 统一社会信用代码 (GB 32100-2015).
#pragma once

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"

namespace nianbao::codes {

constexpr size_t kCreditCodeSize = 18;

enum class CreditCodeFault {
  // Not 18 characters.
  kSize,
  // A character that no code has: the alphabet is 0-9 and A-Z without I, O, S, V and Z.
  kCharacter,
  // The last character is not the one that the others give.
  kCheckCharacter,
};

// The first of these faults that a code has; nullopt when it has none.
std::optional<CreditCodeFault> FaultOfCreditCode(absl::string_view code);

// The 18th character that belongs to the first 17; nullopt when these are not 17 characters of the alphabet.
std::optional<char> CreditCheckCharacter(absl::string_view first_17);

}  // namespace nianbao::codes
