// What questions to totals take.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace nianbao::scale {

struct AskOptions {
  // HOST:PORT.
  std::string submission;
  std::string aggregation;
  // What Fill took down.
  std::string sums;
  // When the aggregation service was started, in seconds since 1970.
  double started_at = 0;
};

// How long the service took to serve, what calls about the nation take, first and later, and that every total is what
// was sent.
nlohmann::json Ask(const AskOptions& options);

}  // namespace nianbao::scale
