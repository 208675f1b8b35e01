// The log of accepted changes, as its readers see it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::submission {

// Listens until it is destroyed. Once the destructor returned, the listener runs no more.
class Subscription {
 public:
  virtual ~Subscription() = default;
};

// Where a read of records stops, whatever its limit.
constexpr size_t kReadBytesMax = 1 << 20;

class EventLog {
 public:
  virtual ~EventLog() = default;

  // The position after the last event.
  virtual absl::StatusOr<v1::EventToken> Head() const = 0;
  // At most `limit` records after a sequence, in order; fewer once they take kReadBytesMax, and none only at the end.
  virtual absl::StatusOr<std::vector<v1::EventRecord>> ReadEvents(int64_t after, int limit) const = 0;
  // The chain digest at a sequence; that before the first record for 0; nullopt when there is no such record.
  virtual absl::StatusOr<std::optional<std::string>> DigestAt(int64_t sequence) const = 0;
  // Tells the listener after each commit, in the committing thread, the sequence of its last event. Two commits may
  // be told in the wrong order: it is a wake-up, the truth is in Head().
  virtual std::unique_ptr<Subscription> Subscribe(std::function<void(int64_t)> listener) = 0;
};

}  // namespace nianbao::submission
