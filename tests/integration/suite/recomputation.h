// Totals recomputed from the stored reports, without the aggregation service.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libs/rpc/client_call.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::integration {

// The 200 sums over the effective own reports of a year, read filing by filing.
std::vector<int64_t> SumOfStoredReports(submission::v1::SubmissionService::Stub& service, int year,
                                        const rpc::CallOptions& options);

// The 200 figures of an aggregate.
std::vector<int64_t> FiguresOf(const form::v1::AnnualReport& totals);

}  // namespace nianbao::integration
