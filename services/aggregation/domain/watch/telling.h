// What is told in one step, as bytes.
#pragma once

#include <string>
#include <vector>

#include "nianbao/aggregation/v1/watch.pb.h"

namespace nianbao::aggregation {

// What leads to a step of a hub: serialised WatchAggregatesResponses, to be sent one after the other.
struct Telling {
  int step = 0;
  std::vector<std::string> parts;
};

// Cuts what is told into messages that clients take, whose limit is 4 MB.
class TellingWriter {
 public:
  // afresh: see the proto.
  explicit TellingWriter(bool afresh) : afresh_(afresh) {}

  void Add(v1::Aggregate snapshot);
  void Add(v1::AggregateDelta delta);
  void Add(v1::GoneTotal gone);
  // How many cells the deltas hold so far.
  int delta_cells() const { return delta_cells_; }

  Telling Finish(int step, const v1::Position& position);

 private:
  // Makes room for so much.
  void Reserve(size_t bytes);
  void Cut();

  const bool afresh_;
  v1::WatchAggregatesResponse part_;
  size_t part_bytes_ = 0;
  int delta_cells_ = 0;
  std::vector<std::string> parts_;
};

}  // namespace nianbao::aggregation
