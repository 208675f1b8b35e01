// What was so since which event.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
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
    if (latest_.has_value() && latest_->sequence < sequence) earlier_.push_back(*std::move(latest_));
    latest_.emplace(Point{sequence, std::move(value)});
  }

  // The value that stood after this event; nullptr when there was none yet.
  const T* At(int64_t sequence) const {
    if (!latest_.has_value()) return nullptr;
    if (latest_->sequence <= sequence) return &latest_->value;
    const auto after = std::upper_bound(earlier_.begin(), earlier_.end(), sequence,
                                        [](int64_t sequence, const Point& point) { return sequence < point.sequence; });
    return after == earlier_.begin() ? nullptr : &std::prev(after)->value;
  }

  // Calls visit(event, value) for each that came with this event or an earlier one, in their order.
  template <typename Visit>
  void ForEachUntil(int64_t sequence, Visit visit) const {
    for (const Point& point : earlier_) {
      if (point.sequence > sequence) return;
      visit(point.sequence, point.value);
    }
    if (latest_.has_value() && latest_->sequence <= sequence) visit(latest_->sequence, latest_->value);
  }

  bool empty() const { return !latest_.has_value(); }

 private:
  struct Point {
    int64_t sequence = 0;
    T value;
  };

  std::optional<Point> latest_;
  std::vector<Point> earlier_;
};

}  // namespace nianbao::aggregation
