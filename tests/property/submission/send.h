// Asking for a change, and what is answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/integration/suite/replica.h"
#include "tests/property/submission/call.h"

namespace nianbao::submission {

struct Answer {
  absl::Status status;
  // Of a good answer: its bytes and its place in the log.
  std::string bytes = "";
  int64_t sequence = 0;
  // Of a seal: how many reports it misses. Of a deadline: whether it is no working day. Of a rule: the rulebook now.
  int missing = 0;
  std::optional<bool> is_day_off = std::nullopt;
  std::string rulebook = "";
  // Of filings submitted together: the marks that they have now.
  std::vector<std::string> etags = {};
};

Answer Send(integration::Replica& replica, const Call& call);

// Submissions of one caller over one stream, and their answers in their order.
std::vector<Answer> SendOverAStream(integration::Replica& replica, const std::vector<Call>& calls);

// The document of this number.
std::string DocumentOf(int number);

}  // namespace nianbao::submission
