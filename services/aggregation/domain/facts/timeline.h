// What was so since which event.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace nianbao::aggregation {

// After every event that will ever be.
inline constexpr int64_t kLatest = std::numeric_limits<int64_t>::max();

// Values in the order of the events that brought them; none is forgotten.
template <typename T>
class Timeline {
 public:
  struct Point {
    int64_t sequence = 0;
    T value;
  };

  // sequence is that of the last point or later.
  void Put(int64_t sequence, T value) {
    if (!points_.empty() && points_.back().sequence == sequence) {
      points_.back().value = std::move(value);
    } else {
      points_.push_back({sequence, std::move(value)});
    }
  }

  // The value that stood after this event; nullptr when there was none yet.
  const T* At(int64_t sequence) const {
    if (!points_.empty() && points_.back().sequence <= sequence) return &points_.back().value;
    const auto after = std::upper_bound(points_.begin(), points_.end(), sequence,
                                        [](int64_t sequence, const Point& point) { return sequence < point.sequence; });
    return after == points_.begin() ? nullptr : &std::prev(after)->value;
  }

  // Whether a point lies behind the one event and not behind the other.
  bool ChangedWithin(int64_t after, int64_t until) const {
    return std::any_of(points_.begin(), points_.end(),
                       [&](const Point& point) { return after < point.sequence && point.sequence <= until; });
  }

  const std::vector<Point>& points() const { return points_; }
  bool empty() const { return points_.empty(); }

 private:
  std::vector<Point> points_;
};

}  // namespace nianbao::aggregation
