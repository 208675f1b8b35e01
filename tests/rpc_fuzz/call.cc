#include "tests/rpc_fuzz/call.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/client_callback.h>

#include <utility>

#include "absl/time/clock.h"
#include "libs/rpc/call.h"
#include "tests/rpc_fuzz/methods.h"

namespace nianbao::rpc_fuzz {
namespace {

constexpr absl::Duration kStandingMax = absl::Seconds(1);

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// Deletes itself when the call has ended.
class UnaryFlight {
 public:
  UnaryFlight(const std::shared_ptr<grpc::Channel>& channel, const CallPlan& plan, absl::Duration timeout)
      : stub_(channel), request_(BufferOf(plan.messages.front())) {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
    if (!plan.actor.empty()) context_.AddMetadata(rpc::kActorKey, plan.actor);
  }

  std::future<Answer> Begin(const std::string& path) {
    std::future<Answer> answer = answer_.get_future();
    stub_.UnaryCall(&context_, path, {}, &request_, &response_, [this](grpc::Status status) {
      Answer answer;
      answer.status = std::move(status);
      if (answer.status.ok()) answer.messages.push_back(BytesOf(response_));
      answer_.set_value(std::move(answer));
      delete this;
    });
    return answer;
  }

 private:
  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  const grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  std::promise<Answer> answer_;
};

// Sends all messages while it takes answers. Deletes itself when the call has ended.
class StreamFlight : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  StreamFlight(const std::shared_ptr<grpc::Channel>& channel, const CallPlan& plan, absl::Duration timeout)
      : stub_(channel), plan_(plan), ends_by_itself_(plan.method->client_streaming()) {
    const absl::Duration patience = ends_by_itself_ ? timeout : kStandingMax;
    context_.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    if (!plan.actor.empty()) context_.AddMetadata(rpc::kActorKey, plan.actor);
  }

  std::future<Answer> Begin(const std::string& path) {
    std::future<Answer> answer = answer_.get_future();
    stub_.PrepareBidiStreamingCall(&context_, path, {}, this);
    StartRead(&response_);
    Send();
    StartCall();
    return answer;
  }

  void OnWriteDone(bool ok) override {
    if (ok) Send();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    heard_.messages.push_back(BytesOf(response_));
    if (!ends_by_itself_) return context_.TryCancel();
    StartRead(&response_);
  }

  void OnDone(const grpc::Status& status) override {
    heard_.status = status;
    const bool silent = status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && status.error_details().empty();
    const bool told = status.error_code() == grpc::StatusCode::CANCELLED && !heard_.messages.empty();
    heard_.left = !ends_by_itself_ && (silent || told);
    answer_.set_value(std::move(heard_));
    delete this;
  }

 private:
  void Send() {
    if (sent_ == plan_.messages.size()) return StartWritesDone();
    request_ = BufferOf(plan_.messages[sent_++]);
    StartWrite(&request_);
  }

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  const CallPlan plan_;
  const bool ends_by_itself_;
  size_t sent_ = 0;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  Answer heard_;
  std::promise<Answer> answer_;
};

}  // namespace

std::future<Answer> Begin(const std::shared_ptr<grpc::Channel>& channel, const CallPlan& plan, absl::Duration timeout) {
  const std::string path = PathOf(*plan.method);
  if (plan.method->server_streaming()) return (new StreamFlight(channel, plan, timeout))->Begin(path);
  return (new UnaryFlight(channel, plan, timeout))->Begin(path);
}

}  // namespace nianbao::rpc_fuzz
