// What stands behind the figures of a yearbook, as annexes.
#pragma once

#include <string>

#include "clients/cli/yearbook_reporters.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/document/v1/annex.pb.h"

namespace nianbao::cli {

// How many reporters the annex lists at most: what a document can hold and still be read again.
constexpr size_t kListedMax = 5'000;

// What is missing from the sums, or that nothing is, in one sentence.
std::string CompletenessSentence(const aggregation::v1::Coverage& coverage);

// How many figures could not be read in some report that is summed, in one sentence; empty when there is none.
std::string UnresolvedSentence(const aggregation::v1::Aggregate& aggregate);

// 汇总范围: first whether the sums are whole, then the counts, the tree and the position in the logs. taken_at: when
// the figures were taken.
document::v1::Annex CoverageAnnex(const aggregation::v1::Aggregate& aggregate, const std::string& taken_at);

// 名单: who must report and how far each is, those who are not in the sums first.
document::v1::Annex ReportersAnnex(const aggregation::v1::Aggregate& aggregate, const Reporters& reporters);

}  // namespace nianbao::cli
