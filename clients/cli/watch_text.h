// Totals as they move, for a terminal.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/form/catalogue.h"
#include "nianbao/aggregation/v1/watch.pb.h"

namespace nianbao::cli {

// Puts the steps of a stream into words. Remembers the titles of nodes, which changes leave out.
class WatchText {
 public:
  // cells: codes of those to show of a total as a whole; with none, how many requests were received.
  explicit WatchText(const std::vector<std::string>& cells);

  // Lines, each with a newline; empty for a step that holds the position alone. The step must be whole.
  std::string Of(const aggregation::v1::WatchAggregatesResponse& step);

 private:
  std::string Of(const aggregation::v1::Aggregate& snapshot) const;
  std::string Of(const aggregation::v1::AggregateDelta& delta) const;
  const std::string& TitleOf(const std::string& node, int year) const;

  std::vector<const form::Cell*> cells_;
  // By node and year.
  std::map<std::pair<std::string, int>, std::string> titles_;
};

}  // namespace nianbao::cli
