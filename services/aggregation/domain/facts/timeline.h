// What was so since which event.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace nianbao::aggregation {

// After every event that will ever be.
inline constexpr int64_t kLatest = std::numeric_limits<int64_t>::max();

// Values in the order of the events that brought them; none is forgotten. The latest, which is nearly always asked for,
// lies in the timeline itself.
template <typename T>
class Timeline {
 public:
  // sequence is that of the last value or later.
  void Put(int64_t sequence, T value) {
    if (!empty() && latest_.sequence < sequence) {
      if (earlier_ == nullptr) earlier_ = std::make_unique<std::vector<Point>>();
      earlier_->push_back(std::move(latest_));
    }
    latest_ = {sequence, std::move(value)};
  }

  // The value that stood after this event; nullptr when there was none yet.
  const T* At(int64_t sequence) const {
    if (empty()) return nullptr;
    if (latest_.sequence <= sequence) return &latest_.value;
    if (earlier_ == nullptr) return nullptr;
    const auto after = std::upper_bound(earlier_->begin(), earlier_->end(), sequence,
                                        [](int64_t sequence, const Point& point) { return sequence < point.sequence; });
    return after == earlier_->begin() ? nullptr : &std::prev(after)->value;
  }

  // Calls visit(event, value) for each that came with this event or an earlier one, in their order.
  template <typename Visit>
  void ForEachUntil(int64_t sequence, Visit visit) const {
    if (earlier_ != nullptr) {
      for (const Point& point : *earlier_) {
        if (point.sequence > sequence) return;
        visit(point.sequence, point.value);
      }
    }
    if (!empty() && latest_.sequence <= sequence) visit(latest_.sequence, latest_.value);
  }

  // Whether a value came after the one event, with the other or before it.
  bool ChangedWithin(int64_t after, int64_t until) const {
    bool changed = false;
    ForEachUntil(until, [&](int64_t sequence, const T&) { changed = changed || sequence > after; });
    return changed;
  }

  bool empty() const { return latest_.sequence == kNever; }

 private:
  static constexpr int64_t kNever = -1;

  struct Point {
    int64_t sequence = kNever;
    T value{};
  };

  // nullptr for none.
  std::unique_ptr<std::vector<Point>> earlier_;
  Point latest_;
};

}  // namespace nianbao::aggregation
