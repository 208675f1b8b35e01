#include "services/submission/store/head_poll.h"

#include <utility>

namespace nianbao::submission {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(200);

}  // namespace

HeadPoll::HeadPoll(std::function<absl::StatusOr<v1::EventToken>()> look, std::function<void(int64_t)> tell)
    : look_(std::move(look)), tell_(std::move(tell)), thread_([this] { Run(); }) {}

HeadPoll::~HeadPoll() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  thread_.join();
}

// A look that fails is no news: whoever reads the log is told why.
void HeadPoll::Run() {
  int64_t told = 0;
  absl::MutexLock lock(&mutex_);
  while (!mutex_.AwaitWithTimeout(absl::Condition(&ending_), kPause)) {
    mutex_.Unlock();
    const absl::StatusOr<v1::EventToken> head = look_();
    if (head.ok() && head->sequence() != told) {
      told = head->sequence();
      tell_(told);
    }
    mutex_.Lock();
  }
}

}  // namespace nianbao::submission
