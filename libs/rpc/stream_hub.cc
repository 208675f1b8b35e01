#include "libs/rpc/stream_hub.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

// How many streams a thread kicks before it takes up what else waits.
constexpr size_t kShare = 64;

absl::Status ShuttingDown() {
  return status::Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "server: shutting down, reconnect")
      .Chinese("服务正在停止，请重新连接。");
}

absl::Status Overloaded() {
  return status::Error(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                       "server: too many streams are open, retry later")
      .RetryAfter(absl::Seconds(1))
      .Chinese("服务繁忙，同时进行的批量请求过多，请稍后重试。");
}

}  // namespace

void StreamHub::KickAll() {
  absl::MutexLock lock(&mutex_);
  for (const auto& [stream, shared] : streams_) stream->Kick();
}

void StreamHub::FanOut() {
  std::vector<std::shared_ptr<HubStream>> streams;
  {
    absl::MutexLock lock(&mutex_);
    streams.reserve(streams_.size());
    for (const auto& [stream, shared] : streams_) streams.push_back(shared);
  }
  const size_t shares = (streams.size() + kShare - 1) / kShare;
  absl::BlockingCounter left(static_cast<int>(shares));
  for (size_t share = 0; share < shares; ++share) {
    Run([&, from = share * kShare] {
      const size_t to = std::min(from + kShare, streams.size());
      for (size_t i = from; i < to; ++i) streams[i]->KickHere();
      left.DecrementCount();
    });
  }
  left.Wait();
}

void StreamHub::EndAll() {
  absl::MutexLock lock(&mutex_);
  ended_ = true;
  for (const auto& [stream, shared] : streams_) stream->End(ShuttingDown());
}

void StreamHub::Add(std::shared_ptr<HubStream> stream) {
  absl::MutexLock lock(&mutex_);
  if (streams_.size() >= streams_max_) return stream->End(Overloaded());
  if (ended_) stream->End(ShuttingDown());
  HubStream* const key = stream.get();
  streams_.emplace(key, std::move(stream));
}

void StreamHub::Remove(HubStream* stream) {
  absl::MutexLock lock(&mutex_);
  streams_.erase(stream);
}

size_t StreamHub::size() const {
  absl::MutexLock lock(&mutex_);
  return streams_.size();
}

void StreamHub::Run(std::function<void()> task) {
  pool_.Submit({.place = {}, .run = std::move(task), .shed = nullptr});
}

void StreamHub::RunEnd(std::function<void()> task) {
  ends_.Submit({.place = {}, .run = std::move(task), .shed = nullptr});
}

}  // namespace nianbao::rpc
