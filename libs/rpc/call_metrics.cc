#include "libs/rpc/call_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <string>

#include "absl/time/clock.h"
#include "libs/metrics/registry.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

using Counters = prometheus::Family<prometheus::Counter>;
using Histograms = prometheus::Family<prometheus::Histogram>;

// From a read in memory to the longest reading of a document.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto* const buckets = new prometheus::Histogram::BucketBoundaries(
      {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90});
  return *buckets;
}

Counters& MakeCounters(const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(*metrics::Registry());
}

Histograms& MakeHistograms(const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(*metrics::Registry());
}

void Count(Counters& counters, const Call& call, const absl::Status& status) {
  counters
      .Add({{"method", call.method},
            {"code", absl::StatusCodeToString(status.code())},
            {"reason", status::ReasonOf(status)}})
      .Increment();
}

}  // namespace

void CountCall(const Call& call, const absl::Status& status) {
  static Counters& calls =
      MakeCounters("nianbao_calls_total", "Finished calls and streams, by method, gRPC code and reason.");
  Count(calls, call, status);
}

void TimeCall(const Call& call) {
  static Histograms& seconds =
      MakeHistograms("nianbao_call_seconds", "How long unary calls took, waiting for their turn included.");
  seconds.Add({{"method", call.method}}, Buckets()).Observe(absl::ToDoubleSeconds(absl::Now() - call.start));
}

void CountAnswer(const Call& call, const absl::Status& status, absl::Duration elapsed) {
  static Counters& answers =
      MakeCounters("nianbao_answers_total", "Answers within streams of requests, by method, gRPC code and reason.");
  static Histograms& seconds = MakeHistograms("nianbao_answer_seconds", "How long the work for such an answer took.");
  Count(answers, call, status);
  seconds.Add({{"method", call.method}}, Buckets()).Observe(absl::ToDoubleSeconds(elapsed));
}

}  // namespace nianbao::rpc
