#include "tests/bench/stream_load.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <stdexcept>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "tests/bench/bytes_of.h"

namespace nianbao::bench {
namespace {

class Loader final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Loader(const std::string& request, int in_flight_max, double seconds)
      : in_flight_max_(in_flight_max), counted_(absl::Seconds(seconds)), until_(absl::Now() + counted_ / 5) {
    grpc::Slice slice(request);
    request_ = grpc::ByteBuffer(&slice, 1);
  }

  void Start(grpc::GenericStub& stub, const std::string& method) {
    stub.PrepareBidiStreamingCall(&context_, method, {}, this);
    StartRead(&response_);
    absl::MutexLock lock(&mutex_);
    WriteLocked();
    StartCall();
  }

  StreamLoad Wait() {
    done_.WaitForNotification();
    if (!status_.ok()) throw std::runtime_error("the stream failed: " + status_.error_message());
    if (!same_size_) throw std::runtime_error("an answer differs in size from the first");
    return load_;
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    if (ok) WriteLocked();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    const absl::Time now = absl::Now();
    Count();
    absl::MutexLock lock(&mutex_);
    --in_flight_;
    if (now >= until_) NextPhaseLocked(now);
    WriteLocked();
    response_.Clear();
    StartRead(&response_);
  }

  void OnDone(const grpc::Status& status) override {
    status_ = status;
    done_.Notify();
  }

 private:
  enum class Phase { kWarming, kCounting, kEnding };

  void Count() {
    if (load_.answer.empty()) load_.answer = BytesOf(response_);
    same_size_ = same_size_ && response_.Length() == load_.answer.size();
    if (phase_ == Phase::kCounting) ++load_.answers;
    ++load_.answers_in_all;
  }

  void NextPhaseLocked(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (phase_ == Phase::kWarming) {
      phase_ = Phase::kCounting;
      began_ = now;
      until_ = now + counted_;
    } else if (phase_ == Phase::kCounting) {
      phase_ = Phase::kEnding;
      load_.seconds = absl::ToDoubleSeconds(now - began_);
    }
  }

  void WriteLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (writing_ || closed_) return;
    if (phase_ == Phase::kEnding) {
      closed_ = true;
      StartWritesDone();
    } else if (in_flight_ < in_flight_max_) {
      ++in_flight_;
      writing_ = true;
      StartWrite(&request_);
    }
  }

  const int in_flight_max_;
  const absl::Duration counted_;
  grpc::ClientContext context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  // Of the reads, of which there is one at a time, as the next five are.
  absl::Time until_;
  absl::Time began_;
  StreamLoad load_;
  bool same_size_ = true;
  grpc::Status status_;
  absl::Notification done_;
  absl::Mutex mutex_;
  Phase phase_ = Phase::kWarming;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  int in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

StreamLoad LoadStream(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                      const std::string& request, int in_flight, double seconds) {
  grpc::GenericStub stub(channel);
  Loader loader(request, in_flight, seconds);
  loader.Start(stub, method);
  return loader.Wait();
}

}  // namespace nianbao::bench
