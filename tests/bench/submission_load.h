// Load on a submission service: filings handed in, many at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::bench {

// How many are sent, and how many of the answers come before the clock starts.
struct LoadSize {
  size_t count = 0;
  size_t warm = 0;
};

struct SubmissionLoad {
  // After the warming, and how long they took.
  size_t answers = 0;
  double seconds = 0;
};

// So many of its requests a stream takes on at a time.
constexpr int kUnderWayOnAStream = 4;

// Both send the requests from the first on, and from the first again where there are too few, and throw
// std::runtime_error for an answer that is an error.

// One call for each, `submitters` of them at a time.
SubmissionLoad LoadCalls(submission::v1::SubmissionService::Stub& stub,
                         const std::vector<submission::v1::SubmitFilingRequest>& requests, int submitters,
                         const LoadSize& size);

// Over so many streams, each with as many under way as it takes on.
SubmissionLoad LoadStreams(submission::v1::SubmissionService::Stub& stub,
                           const std::vector<submission::v1::SubmitFilingRequest>& requests, int streams,
                           const LoadSize& size);

}  // namespace nianbao::bench
