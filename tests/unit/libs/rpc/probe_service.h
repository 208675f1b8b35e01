// Services whose behaviour a test decides, on a real socket.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "libs/rpc/batch_stream.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/pull_stream.h"
#include "libs/rpc/server.h"
#include "libs/rpc/unary.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"

namespace nianbao::rpc {

// Answers ReadDocument with what the test says.
class UnaryProbe final : public HostedService, public document::v1::DocumentService::CallbackService {
 public:
  using Answer = std::function<absl::StatusOr<document::v1::ReadDocumentResponse>(
      const Call&, const document::v1::ReadDocumentRequest&)>;

  explicit UnaryProbe(Answer answer, int threads = 1, size_t queue_max = 8)
      : answer_(std::move(answer)), pool_(threads, {.tasks = queue_max}) {}

  std::vector<OfferedService> services() override {
    return {{this, document::v1::DocumentService::service_full_name()}};
  }

  grpc::ServerUnaryReactor* ReadDocument(grpc::CallbackServerContext* context,
                                         const document::v1::ReadDocumentRequest* request,
                                         document::v1::ReadDocumentResponse* response) override {
    return Unary(pool_, context, request, response, answer_);
  }

 private:
  const Answer answer_;
  WorkerPool pool_;
};

// Streams from WatchEvents what the test says.
class StreamProbe final : public HostedService, public submission::v1::EventService::CallbackService {
 public:
  using Next = std::function<absl::StatusOr<std::optional<submission::v1::WatchEventsResponse>>()>;
  using Opener = std::function<Next()>;
  using HasMore = std::function<bool()>;

  // `open` makes the `next` of each stream.
  explicit StreamProbe(
      Opener open, WriteLimit limit = {}, HasMore has_more = [] { return true; })
      : hub_(2, StreamHub::kUnbounded, std::move(limit)), open_(std::move(open)), has_more_(std::move(has_more)) {}

  std::vector<OfferedService> services() override {
    return {{this, submission::v1::EventService::service_full_name()}};
  }
  void Stop() override { hub_.EndAll(); }

  grpc::ServerWriteReactor<submission::v1::WatchEventsResponse>* WatchEvents(
      grpc::CallbackServerContext* context, const submission::v1::WatchEventsRequest*) override {
    return new PullStream<submission::v1::WatchEventsResponse, Source>(
        hub_, context, submission::v1::WatchEventsRequest(), {.next = open_(), .has_more = has_more_});
  }

  StreamHub& hub() { return hub_; }

 private:
  struct Source {
    StreamProbe::Next next;
    StreamProbe::HasMore has_more;

    auto Next() { return next(); }
    bool HasMore() { return has_more(); }
  };

  StreamHub hub_;
  const Opener open_;
  const HasMore has_more_;
};

// Answers ReadDocuments with what the test says.
class BatchProbe final : public HostedService, public document::v1::DocumentService::CallbackService {
 public:
  using Batch = BatchStream<document::v1::ReadDocumentsRequest, document::v1::ReadDocumentsResponse>;

  struct Bounds {
    int threads = 4;
    size_t in_flight_max = 3;
    size_t streams_max = StreamHub::kUnbounded;
  };

  explicit BatchProbe(Batch::Answer answer, Bounds bounds)
      : answer_(std::move(answer)), bounds_(bounds), hub_(bounds.threads, bounds.streams_max) {}

  std::vector<OfferedService> services() override {
    return {{this, document::v1::DocumentService::service_full_name()}};
  }
  void Stop() override { hub_.EndAll(); }

  grpc::ServerBidiReactor<document::v1::ReadDocumentsRequest, document::v1::ReadDocumentsResponse>* ReadDocuments(
      grpc::CallbackServerContext* context) override {
    return new Batch(hub_, *context, bounds_.in_flight_max, answer_);
  }

  StreamHub& hub() { return hub_; }

 private:
  const Batch::Answer answer_;
  const Bounds bounds_;
  StreamHub hub_;
};

inline std::unique_ptr<Server> Host(std::unique_ptr<HostedService> service) {
  std::vector<std::unique_ptr<HostedService>> services;
  services.push_back(std::move(service));
  return Server::Listen("127.0.0.1:0", std::move(services)).value();
}

}  // namespace nianbao::rpc
