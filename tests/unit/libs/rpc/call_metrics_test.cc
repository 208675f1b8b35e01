#include "libs/rpc/call_metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "libs/metrics/registry.h"
#include "libs/rpc/load_metrics.h"
#include "libs/status/error.h"
#include "tests/unit/libs/rpc/batch_caller.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;

// "name{label=value,...}" and the number; of a histogram how many there were.
std::map<std::string, double> Numbers(const std::vector<prometheus::MetricFamily>& families) {
  std::map<std::string, double> numbers;
  for (const auto& family : families) {
    for (const auto& metric : family.metric) {
      std::string labels;
      for (const auto& label : metric.label)
        absl::StrAppend(&labels, labels.empty() ? "" : ",", label.name, "=", label.value);
      numbers[absl::StrCat(family.name, "{", labels, "}")] =
          family.type == prometheus::MetricType::Histogram ? static_cast<double>(metric.histogram.sample_count)
          : family.type == prometheus::MetricType::Gauge   ? metric.gauge.value
                                                           : metric.counter.value;
    }
  }
  return numbers;
}

// How much a number of the process has grown, whatever other tests did before.
class Growth {
 public:
  double Of(const std::string& name) const {
    auto before = before_;
    return Numbers(metrics::Registry()->Collect())[name] - before[name];
  }

 private:
  const std::map<std::string, double> before_ = Numbers(metrics::Registry()->Collect());
};

TEST(CallMetrics, CountCallsByMethodCodeAndReason) {
  const Growth growth;
  const auto server = Host(std::make_unique<UnaryProbe>(
      [](const Call&, const ReadDocumentRequest& request) -> absl::StatusOr<ReadDocumentResponse> {
        if (request.file_name().empty()) return ReadDocumentResponse();
        return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN", "no");
      }));
  const auto stub = DocumentService::NewStub(OpenChannel(server->address()));
  ReadDocumentRequest unknown;
  unknown.set_file_name("x");
  EXPECT_TRUE(CallUnary(*stub, &DocumentService::Stub::ReadDocument, ReadDocumentRequest()).ok());
  EXPECT_TRUE(CallUnary(*stub, &DocumentService::Stub::ReadDocument, ReadDocumentRequest()).ok());
  EXPECT_FALSE(CallUnary(*stub, &DocumentService::Stub::ReadDocument, unknown).ok());
  EXPECT_EQ(growth.Of("nianbao_calls_total{code=OK,method=ReadDocument,reason=}"), 2);
  EXPECT_EQ(growth.Of("nianbao_calls_total{code=NOT_FOUND,method=ReadDocument,reason=ORGAN_UNKNOWN}"), 1);
  EXPECT_EQ(growth.Of("nianbao_call_seconds{method=ReadDocument}"), 3);
}

TEST(CallMetrics, CountTheAnswersOfAStreamApartFromTheStream) {
  const Growth growth;
  const auto server = Host(std::make_unique<BatchProbe>(
      [](const Call&,
         const document::v1::ReadDocumentsRequest& request) -> absl::StatusOr<document::v1::ReadDocumentsResponse> {
        if (request.id() != "bad") return document::v1::ReadDocumentsResponse();
        return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "no");
      },
      BatchProbe::Bounds()));
  const auto stub = DocumentService::NewStub(OpenChannel(server->address()));
  BatchCaller caller(*stub);
  caller.Send("good", "");
  caller.Send("bad", "");
  caller.SendNoMore();
  caller.TakeAll();
  EXPECT_TRUE(caller.Finish().ok());
  EXPECT_EQ(growth.Of("nianbao_answers_total{code=OK,method=ReadDocuments,reason=}"), 1);
  EXPECT_EQ(growth.Of("nianbao_answers_total{code=INVALID_ARGUMENT,method=ReadDocuments,reason=FIELD_INVALID}"), 1);
  EXPECT_EQ(growth.Of("nianbao_answer_seconds{method=ReadDocuments}"), 2);
  EXPECT_EQ(growth.Of("nianbao_calls_total{code=OK,method=ReadDocuments,reason=}"), 1);
  EXPECT_EQ(growth.Of("nianbao_call_seconds{method=ReadDocuments}"), 0) << "a stream lasts as long as its caller likes";
}

TEST(LoadMetrics, TellHowAPoolAndItsQueueStand) {
  WorkerPool pool(1, {.tasks = 1});
  absl::Notification begun;
  absl::Notification finish;
  const auto shed = [](absl::Duration) {};
  pool.Submit({.place = {},
               .run =
                   [&] {
                     begun.Notify();
                     finish.WaitForNotification();
                   },
               .shed = shed});
  begun.WaitForNotification();
  pool.Submit({.place = {}, .run = [] {}, .shed = shed});
  pool.Submit({.place = {}, .run = [] {}, .shed = shed});
  pool.Submit({.place = {}, .run = [] {}, .shed = shed});
  StreamHub hub(1);
  auto numbers = Numbers(LoadMetrics({{"changes", &pool}}, {{"WatchEvents", &hub}}));
  finish.Notify();
  EXPECT_EQ(numbers.at("nianbao_pool_threads{pool=changes}"), 1);
  EXPECT_EQ(numbers.at("nianbao_pool_busy_threads{pool=changes}"), 1);
  EXPECT_EQ(numbers.at("nianbao_queue_waiting{pool=changes}"), 1);
  EXPECT_EQ(numbers.at("nianbao_queue_shed_total{pool=changes}"), 2);
  EXPECT_EQ(numbers.at("nianbao_streams_open{method=WatchEvents}"), 0);
}

}  // namespace
}  // namespace nianbao::rpc
