// Why a figure is what it is.
#pragma once

#include <cstdint>
#include <string>

#include "clients/cli/totals_reader.h"

namespace nianbao::cli {

// The filings behind the figure, the largest share first. limit: at most this many; 0 for all.
ExitStatus ShowShares(const TotalsReader& reader, const std::string& cell, int limit);

// What moved the figure after the event with this sequence.
ExitStatus ShowMovements(const TotalsReader& reader, const std::string& cell, int64_t since);

}  // namespace nianbao::cli
