// An aggregation process.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/process/child.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::integration {

class Totals {
 public:
  // programs: the folder of those of its release. submission: the address of the service whose events it sums.
  Totals(const std::string& programs, const std::string& submission);

  // The totals of a node and of all nodes directly below it, in the tree of the year and in that of today, as soon as
  // they reflect the event: each as the bytes of the answer.
  std::vector<std::string> Answers(const std::string& node, int year, int64_t min_sequence);
  aggregation::v1::Aggregate Of(const std::string& node, int year, int64_t min_sequence);

 private:
  std::unique_ptr<process::Child> process_;
  std::unique_ptr<aggregation::v1::AggregationService::Stub> service_;
};

}  // namespace nianbao::integration
