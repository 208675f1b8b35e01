// What the command about totals shows instead of the tables, each on its own.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/totals_reader.h"

namespace nianbao::cli {

// The nodes directly below, one line each.
ExitStatus ShowChildren(const TotalsReader& reader);

// Years beside each other. measures: cell codes and indicators; empty for the totals of all lines and the indicators.
ExitStatus ShowYears(const TotalsReader& reader, const std::vector<int>& years,
                     const std::vector<std::string>& measures);

// The nodes directly below in the order of a figure.
ExitStatus ShowRanking(const TotalsReader& reader, const std::string& measure, bool ascending);

// Whose report is expected and not in the sums.
ExitStatus ShowMissing(const TotalsReader& reader);

// The indicators with their values.
ExitStatus ShowIndicators(const TotalsReader& reader);

// The filed roll-up against the computed total.
ExitStatus ShowRollUp(const TotalsReader& reader);

}  // namespace nianbao::cli
