// The totals that the aggregation service shows.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>

#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "tests/scale/sums.h"

namespace nianbao::scale {

class Totals {
 public:
  explicit Totals(const std::shared_ptr<grpc::Channel>& channel);

  // The total once it reflects min_sequence. Waits while the service has not caught up; throws after kPatience.
  aggregation::v1::Aggregate Get(const SumKey& key, aggregation::v1::Tree tree, int64_t min_sequence);
  // Throws at the first total, of either tree, that is not exactly the sum. The number of totals compared.
  int Compare(const Sums& sums, int64_t min_sequence);

  aggregation::v1::AggregationService::Stub& stub() { return *stub_; }

 private:
  std::unique_ptr<aggregation::v1::AggregationService::Stub> stub_;
};

}  // namespace nianbao::scale
