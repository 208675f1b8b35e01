// A stream that is opened again wherever it broke.
#pragma once

#include <grpcpp/client_context.h>

#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"

namespace nianbao::cluster {

// As the command line watches: after UNAVAILABLE, and after these reasons, it goes on a moment later with the last
// position.
template <typename Response>
class ResumingStream {
 public:
  using Open = std::function<std::unique_ptr<grpc::ClientReader<Response>>(grpc::ClientContext*)>;
  // Takes what came, and what the next Open goes on from; the sequence number that has been reached.
  using See = std::function<int64_t(const Response&)>;

  ResumingStream(Open open, See see, std::set<std::string> reasons = {"READER_STUCK"})
      : open_(std::move(open)), see_(std::move(see)), reasons_(std::move(reasons)), thread_([this] { Run(); }) {}
  ~ResumingStream() { StopAt(0, absl::ZeroDuration()); }

  // Whether the stream brought what was committed up to here, by itself, within the patience.
  bool AwaitSequence(int64_t sequence, absl::Duration patience) {
    absl::MutexLock lock(&mutex_);
    const auto reached = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return reached_ >= sequence; };
    return mutex_.AwaitWithTimeout(absl::Condition(&reached), patience);
  }

  // The same, and ends it.
  bool StopAt(int64_t sequence, absl::Duration patience) {
    const bool has_come = AwaitSequence(sequence, patience);
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (context_ != nullptr) context_->TryCancel();
    }
    if (thread_.joinable()) thread_.join();
    return has_come;
  }

  // How often it was opened again. For once it is stopped.
  int resumptions() const { return resumptions_; }
  // Ends that no client goes on after. For once it is stopped.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  static constexpr absl::Duration kPause = absl::Seconds(1);

  void Run() {
    while (true) {
      grpc::ClientContext context;
      {
        absl::MutexLock lock(&mutex_);
        if (stopping_) return;
        context_ = &context;
      }
      const auto reader = open_(&context);
      Response response;
      while (reader->Read(&response)) {
        const int64_t sequence = see_(response);
        absl::MutexLock lock(&mutex_);
        reached_ = std::max(reached_, sequence);
      }
      const absl::Status status = rpc::FromGrpc(reader->Finish());
      absl::MutexLock lock(&mutex_);
      context_ = nullptr;
      if (stopping_) return;
      if (!absl::IsUnavailable(status) && !reasons_.contains(status::ReasonOf(status))) {
        faults_.push_back(status.ToString());
        return;
      }
      ++resumptions_;
      const auto is_stopping = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_; };
      mutex_.AwaitWithTimeout(absl::Condition(&is_stopping), kPause);
    }
  }

  const Open open_;
  const See see_;
  const std::set<std::string> reasons_;
  absl::Mutex mutex_;
  int64_t reached_ ABSL_GUARDED_BY(mutex_) = -1;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mutex_) = nullptr;
  int resumptions_ = 0;
  std::vector<std::string> faults_;
  std::thread thread_;
};

}  // namespace nianbao::cluster
