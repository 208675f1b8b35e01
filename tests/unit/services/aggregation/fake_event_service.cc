#include "tests/unit/services/aggregation/fake_event_service.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"

namespace nianbao::testing {
namespace {

// How often an idle stream looks whether its reader has gone.
constexpr absl::Duration kLookout = absl::Milliseconds(20);

grpc::Status Down() { return {grpc::StatusCode::UNAVAILABLE, "down"}; }

}  // namespace

FakeEventService::FakeEventService(const LogBuilder& log) : log_(log) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(this);
  server_ = builder.BuildAndStart();
  address_ = "127.0.0.1:" + std::to_string(port);
}

FakeEventService::~FakeEventService() {
  SetDown(true);
  server_->Shutdown();
}

void FakeEventService::Serve(const LogBuilder& log) {
  absl::MutexLock lock(&mutex_);
  log_ = log;
}

void FakeEventService::SetDown(bool down) {
  absl::MutexLock lock(&mutex_);
  down_ = down;
  const auto ended = [&] { return !down || streams_open_ == 0; };
  mutex_.Await(absl::Condition(&ended));
}

void FakeEventService::Withhold(int64_t sequence) {
  absl::MutexLock lock(&mutex_);
  withheld_ = sequence;
}

void FakeEventService::RefuseStreams(const absl::Status& error) {
  absl::MutexLock lock(&mutex_);
  refusal_ = error;
}

std::optional<submission::v1::EventToken> FakeEventService::last_after() const {
  absl::MutexLock lock(&mutex_);
  return last_after_;
}

submission::v1::WatchEventsResponse FakeEventService::BatchAfter(int64_t sequence) const {
  submission::v1::WatchEventsResponse batch = log_.After(sequence);
  const int64_t place = withheld_ - sequence - 1;
  if (place >= 0 && place < batch.records_size()) batch.mutable_records()->DeleteSubrange(static_cast<int>(place), 1);
  return batch;
}

grpc::Status FakeEventService::GetHead(grpc::ServerContext*, const submission::v1::GetHeadRequest*,
                                       submission::v1::GetHeadResponse* response) {
  absl::MutexLock lock(&mutex_);
  if (down_) return Down();
  *response->mutable_token() = log_.token();
  return grpc::Status::OK;
}

bool FakeEventService::Knows(const submission::v1::EventToken& token) const {
  if (token.log_id() != log_.token().log_id() || token.sequence() > log_.token().sequence()) return false;
  return token.sequence() == 0 || token.digest() == log_.records()[token.sequence() - 1].digest();
}

grpc::Status FakeEventService::WatchEvents(grpc::ServerContext* context,
                                           const submission::v1::WatchEventsRequest* request,
                                           grpc::ServerWriter<submission::v1::WatchEventsResponse>* writer) {
  absl::MutexLock lock(&mutex_);
  if (down_) return Down();
  last_after_.reset();
  if (request->has_after()) last_after_ = request->after();
  if (!refusal_.ok()) return rpc::ToGrpc(refusal_);
  if (request->has_after() && !Knows(request->after())) {
    return rpc::ToGrpc(status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED", "after: not of this log"));
  }
  ++streams_open_;
  submission::v1::EventToken sent = request->after();
  bool told = false;
  while (!down_ && !context->IsCancelled()) {
    if (!told || sent.SerializeAsString() != log_.token().SerializeAsString()) {
      writer->Write(BatchAfter(sent.sequence()));
      sent = log_.token();
      told = true;
    }
    const auto moved = [&] { return down_ || sent.SerializeAsString() != log_.token().SerializeAsString(); };
    mutex_.AwaitWithTimeout(absl::Condition(&moved), kLookout);
  }
  --streams_open_;
  return Down();
}

}  // namespace nianbao::testing
