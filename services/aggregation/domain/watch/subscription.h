// What a watcher asks to be told.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

// Requests that ask for the same make the same subscription, however they put it.
struct Subscription {
  // By name, each once.
  std::vector<std::string> nodes;
  // Ascending, each once.
  std::vector<int> years;
  int depth = 0;
  // By their place in the catalogue, ascending; empty for all.
  std::vector<int> chosen_cells;
  v1::Tree tree = v1::TREE_YEAR;
  std::string line{};

  auto operator<=>(const Subscription&) const = default;

  ViewKey Key(int year) const { return {.year = year, .tree = tree, .line = line}; }
  // All cells when none are chosen.
  absl::Span<const int> Cells() const;
};

// INVALID_ARGUMENT FIELD_INVALID when the request is not one that can be watched.
absl::Status CheckWatch(const v1::WatchAggregatesRequest& request);

// Of a request that has passed CheckWatch. The resume_token is not part of it.
Subscription SubscriptionOf(const v1::WatchAggregatesRequest& request);

}  // namespace nianbao::aggregation
