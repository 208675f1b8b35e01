// The positions at which watchers of a hub stand.
#pragma once

#include <vector>

#include "services/aggregation/domain/facts/facts.h"

namespace nianbao::aggregation {

// Remembers the last moments that were told, a bounded number, each with its step. Who stands between two of them was
// told by somebody else, and may hold a figure that this hub never saw: it cannot be led on from either.
class StepHistory {
 public:
  // Steps and moments only grow; one that is put again changes nothing.
  void Put(int step, const Moment& moment);
  // The step of the moment; 0 when it is not remembered.
  int Find(const Moment& moment) const;

 private:
  struct Entry {
    int step = 0;
    Moment moment;
  };

  std::vector<Entry> entries_;
};

}  // namespace nianbao::aggregation
