// Figures as people write them: exact decimals for fixed-point cells.
#pragma once

#include <cstdint>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::form {

// The stored integer as a decimal in the printed unit, without trailing zeros: (7730280000, 6) is "7730.28".
// Takes sums that no longer fit 64 bits.
std::string FormatDecimal(absl::int128 value, int scale);

// The reverse. Takes an optional sign, digits and one point; more decimals than the scale, anything else, or a figure
// beyond 64 bits is INVALID_ARGUMENT NOT_A_FIGURE.
absl::StatusOr<int64_t> ParseDecimal(absl::string_view text, int scale);

}  // namespace nianbao::form
