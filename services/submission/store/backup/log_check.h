// The chain of a log, event by event.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/table_rows.h"

namespace nianbao::submission {

// Of a row of the table of events, or of a file that has it.
KeptEvent EventAt(const Row& row);

// Follows the log of this id from its beginning.
class LogCheck {
 public:
  explicit LogCheck(const std::string& log_id);

  // DATA_LOSS STORE_CORRUPT when the event is not the next one, or its digest not that of the chain.
  absl::Status Take(const KeptEvent& event);
  // DATA_LOSS STORE_CORRUPT when the log does not end here.
  absl::Status End(int64_t sequence, absl::string_view digest) const;

  int64_t sequence() const { return sequence_; }
  const std::string& digest() const { return digest_; }

 private:
  int64_t sequence_ = 0;
  std::string digest_;
};

}  // namespace nianbao::submission
