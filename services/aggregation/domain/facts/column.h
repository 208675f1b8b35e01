// What was said of each organ in one respect.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <utility>
#include <vector>

#include "services/aggregation/domain/facts/huge_pages.h"
#include "services/aggregation/domain/facts/timeline.h"

namespace nianbao::aggregation {

// Timelines by number of the organ, beside each other; none for the last organs where nothing was said of them.
template <typename T>
class Column {
 public:
  void Put(int organ, int64_t sequence, T value) {
    if (!Has(organ)) timelines_.resize(static_cast<size_t>(organ) + 1);
    timelines_[organ].Put(sequence, std::move(value));
  }
  void Forget(int organ) {
    if (Has(organ)) timelines_[organ] = {};
  }

  // The value that stood after this event; nullptr when there was none yet.
  const T* At(int organ, int64_t sequence) const { return Has(organ) ? timelines_[organ].At(sequence) : nullptr; }
  // Whether a value came after the one event, with the other or before it.
  bool ChangedWithin(int organ, int64_t after, int64_t until) const {
    return Has(organ) && timelines_[organ].ChangedWithin(after, until);
  }

 private:
  bool Has(int organ) const { return static_cast<size_t>(organ) < timelines_.size(); }

  std::pmr::vector<Timeline<T>> timelines_{HugePages()};
};

}  // namespace nianbao::aggregation
