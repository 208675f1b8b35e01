// One log, as far as it was read.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::aggregation {

// Where a log stands, and the digest of its chain at every event before: 32 bytes each.
class LogHistory {
 public:
  explicit LogHistory(const std::string& log_id);

  const submission::v1::EventToken& position() const { return position_; }
  // Whether the last event was the last of its change.
  bool whole() const { return whole_; }

  // Where the log stands after this record.
  // INTERNAL FEED_GAP when it is not the next; DATA_LOSS FEED_CORRUPT when the chain does not vouch for it.
  absl::StatusOr<submission::v1::EventToken> Next(const submission::v1::EventRecord& record) const;
  void Advance(submission::v1::EventToken next, bool whole);

  // The position at an event that was read.
  submission::v1::EventToken At(int64_t sequence) const;
  // Whether the token is of this log: what it says of an event that was read is what was read.
  bool Contains(const submission::v1::EventToken& token) const;

 private:
  absl::string_view DigestAt(int64_t sequence) const;

  submission::v1::EventToken position_;
  bool whole_ = true;
  std::string digests_;
};

}  // namespace nianbao::aggregation
