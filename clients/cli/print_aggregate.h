// Totals as the terminal shows them.
#pragma once

#include <string>
#include <vector>

#include "nianbao/aggregation/v1/aggregate.pb.h"

namespace nianbao::cli {

// "汇总自 11 / 12 份应报报告（待审核 1 份）": no total is shown without it.
std::string CoverageWords(const aggregation::v1::Coverage& coverage);

// "（条线：公安，现行口径）", or nothing where all of the tree of the year is summed. more: further notes.
std::string SelectionWords(const std::string& line, aggregation::v1::Tree tree,
                           const std::vector<std::string>& more = {});

// Whether an expected report is not in the sums.
inline bool IsPartial(const aggregation::v1::Coverage& coverage) { return coverage.accepted() < coverage.expected(); }

// Who and when, which part of the tree, whether the total is partial; then, on a line of its own, the coverage.
std::string HeadingWords(const aggregation::v1::Aggregate& aggregate);

// "1042", or "1042/77" where several logs are summed.
std::string PositionWords(const aggregation::v1::Position& position);

}  // namespace nianbao::cli
