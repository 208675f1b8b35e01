// The totals of a log, asked as callers ask.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "services/aggregation/domain/live_totals.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::testing {

// A request about a node, by its bare id.
template <typename Request>
Request About(const std::string& id, int year = 2024) {
  Request request;
  request.set_node("organs/" + id);
  request.set_year(year);
  return request;
}

class Served {
 public:
  explicit Served(const LogBuilder& log);

  // Takes in what the log has got since.
  void Take(const LogBuilder& log);

  template <typename Request, typename Response>
  using Method = absl::StatusOr<Response>(const aggregation::LiveTotals&, absl::Duration, const Request&);

  template <typename Request, typename Response>
  absl::StatusOr<Response> Try(Method<Request, Response>& method, const Request& request) const {
    return method(totals_, absl::ZeroDuration(), request);
  }
  // Fails the test when the question is refused.
  template <typename Request, typename Response>
  Response Ask(Method<Request, Response>& method, const Request& request) const {
    const auto response = Try(method, request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : Response();
  }

 private:
  aggregation::LiveTotals totals_;
};

// The position at the end of the log.
aggregation::v1::Position PositionOf(const LogBuilder& log);

}  // namespace nianbao::testing
