// Totals as the terminal shows them.
#pragma once

#include <string>

#include "nianbao/aggregation/v1/aggregate.pb.h"

namespace nianbao::cli {

// "汇总自 11 / 12 份应报报告（待审核 1 份）": no total is shown without it.
std::string CoverageWords(const aggregation::v1::Coverage& coverage);

// Who and when, which part of the tree, whether the total is partial; then, on a line of its own, the coverage.
std::string HeadingWords(const aggregation::v1::Aggregate& aggregate);

// "1042", or "1042/77" where several logs are summed.
std::string PositionWords(const aggregation::v1::Position& position);

}  // namespace nianbao::cli
