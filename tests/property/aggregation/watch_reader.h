// Readers of streams of totals, and what there is for them to know.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/engine.h"

namespace nianbao::aggregation {

// What is known of a total.
struct Known {
  std::map<std::string, int64_t> cells;
  // Counts of reports without a number, by cell: blank, not applicable, unresolved.
  std::map<std::string, std::array<int32_t, 3>> empty;
  std::string coverage;
  std::string title;

  bool operator==(const Known&) const = default;
};

// By node and year.
using Knowledge = std::map<std::pair<std::string, int>, Known>;

// A reader that knows only what the stream of one log told it.
class WatchReader {
 public:
  // Returns what is wrong with the message where it stands; "" for nothing.
  std::string Take(const v1::WatchAggregatesResponse& told);

  const Knowledge& knows() const { return knows_; }
  const submission::v1::EventToken& token() const { return token_; }

 private:
  std::string Take(const v1::AggregateDelta& delta);

  Knowledge knows_;
  bool afresh_ = false;
  submission::v1::EventToken token_;
};

// What a reader of the request should know when these are the totals.
Knowledge WhatThereIs(const Engine& engine, const v1::WatchAggregatesRequest& request);

}  // namespace nianbao::aggregation
