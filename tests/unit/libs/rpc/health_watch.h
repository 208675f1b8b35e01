// grpc.health.v1 as a caller sees it; no package ships its proto.
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao::rpc {

inline std::string TextOf(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return "";
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

// Calls a unary method by its name with a message as bytes; the code when it fails.
struct RawAnswer {
  grpc::StatusCode code = grpc::StatusCode::OK;
  std::string message;
};

inline RawAnswer CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                         const std::string& request) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  const grpc::Slice slice(request);
  const grpc::ByteBuffer sent(&slice, 1);
  grpc::ByteBuffer received;
  absl::Mutex mutex;
  std::optional<grpc::Status> done;
  stub.UnaryCall(&context, method, {}, &sent, &received, [&](const grpc::Status& status) {
    absl::MutexLock lock(&mutex);
    done = status;
  });
  absl::MutexLock lock(&mutex);
  const auto is_done = [&] { return done.has_value(); };
  mutex.Await(absl::Condition(&is_done));
  return {done->error_code(), done->ok() ? TextOf(received) : done->error_message()};
}

enum class Health { kUnknown, kServing, kNotServing, kServiceUnknown };

inline Health HealthIn(const std::string& response) {
  // HealthCheckResponse{status}: an enum in field 1.
  return response.size() == 2 ? static_cast<Health>(response[1]) : Health::kUnknown;
}

// HealthCheckRequest{service}: a short string in field 1.
inline std::string HealthRequest(const std::string& service) {
  return service.empty() ? "" : absl::StrCat("\x0A", std::string(1, static_cast<char>(service.size())), service);
}

inline Health HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& service = "") {
  const RawAnswer answer = CallRaw(channel, "/grpc.health.v1.Health/Check", HealthRequest(service));
  return answer.code == grpc::StatusCode::OK ? HealthIn(answer.message) : Health::kUnknown;
}

// What a server says of its health, as it changes.
class HealthWatch final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit HealthWatch(const std::shared_ptr<grpc::Channel>& channel) : stub_(channel) {
    stub_.PrepareBidiStreamingCall(&context_, "/grpc.health.v1.Health/Watch", {}, this);
    StartWriteLast(&request_, {});
    StartRead(&response_);
    StartCall();
  }
  ~HealthWatch() override {
    context_.TryCancel();
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&done_));
  }

  // The next it says; nullopt once the stream has ended.
  std::optional<Health> Next() {
    absl::MutexLock lock(&mutex_);
    const auto told = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return done_ || !said_.empty(); };
    mutex_.Await(absl::Condition(&told));
    if (said_.empty()) return std::nullopt;
    const Health next = said_.front();
    said_.pop_front();
    return next;
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    {
      absl::MutexLock lock(&mutex_);
      said_.push_back(HealthIn(TextOf(response_)));
    }
    StartRead(&response_);
  }
  void OnDone(const grpc::Status&) override {
    absl::MutexLock lock(&mutex_);
    done_ = true;
  }

 private:
  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  const grpc::Slice empty_;
  const grpc::ByteBuffer request_{&empty_, 1};
  grpc::ByteBuffer response_;
  absl::Mutex mutex_;
  std::deque<Health> said_ ABSL_GUARDED_BY(mutex_);
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace nianbao::rpc
