// Where the logs stood at the steps of a hub.
#pragma once

#include <vector>

#include "services/aggregation/domain/facts/facts.h"

namespace nianbao::aggregation {

// Remembers a bounded number of steps, the older the fewer. Who stands between two of them can go on from the earlier
// one: it is told some things twice, and everything as it is now.
class StepHistory {
 public:
  // changed: whether anything watched did. Steps and moments only grow.
  void Put(int step, Moment moment, bool changed);
  // The last remembered step that is not after the moment; 0 for none.
  int LastAtOrBefore(const Moment& moment) const;

 private:
  struct Entry {
    int step = 0;
    Moment moment;
    bool changed = false;
  };

  void Thin();

  std::vector<Entry> entries_;
};

}  // namespace nianbao::aggregation
