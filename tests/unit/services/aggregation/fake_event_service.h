// An event service that serves a log made by a test, over a real socket.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_context.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::testing {

class FakeEventService final : public submission::v1::EventService::Service {
 public:
  explicit FakeEventService(const LogBuilder& log);
  ~FakeEventService() override;

  // HOST:PORT.
  const std::string& address() const { return address_; }
  // Serves this log from now on. Open streams go on with it, whether it continues theirs or not.
  void Serve(const LogBuilder& log);
  // While down, calls are refused. Returns when open streams have ended.
  void SetDown(bool down);
  // Streams that are opened get no event of this sequence; 0 for all events.
  void Withhold(int64_t sequence);
  // Streams that are opened end with this error; OK for none.
  void RefuseStreams(const absl::Status& error);
  // The position that the last stream was asked to go on from; nothing when no stream was opened, or from the
  // beginning.
  std::optional<submission::v1::EventToken> last_after() const;

  grpc::Status GetHead(grpc::ServerContext* context, const submission::v1::GetHeadRequest* request,
                       submission::v1::GetHeadResponse* response) override;
  grpc::Status WatchEvents(grpc::ServerContext* context, const submission::v1::WatchEventsRequest* request,
                           grpc::ServerWriter<submission::v1::WatchEventsResponse>* writer) override;

 private:
  submission::v1::WatchEventsResponse BatchAfter(int64_t sequence) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  bool Knows(const submission::v1::EventToken& token) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  LogBuilder log_ ABSL_GUARDED_BY(mutex_);
  bool down_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t withheld_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status refusal_ ABSL_GUARDED_BY(mutex_);
  std::optional<submission::v1::EventToken> last_after_ ABSL_GUARDED_BY(mutex_);
  int streams_open_ ABSL_GUARDED_BY(mutex_) = 0;
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace nianbao::testing
