#include "libs/rpc/stream_hub.h"

#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

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
  for (HubStream* stream : streams_) stream->Kick();
}

void StreamHub::EndAll() {
  absl::MutexLock lock(&mutex_);
  ended_ = true;
  for (HubStream* stream : streams_) stream->End(ShuttingDown());
}

void StreamHub::Add(HubStream* stream) {
  absl::MutexLock lock(&mutex_);
  if (streams_.size() >= streams_max_) return stream->End(Overloaded());
  streams_.insert(stream);
  if (ended_) stream->End(ShuttingDown());
}

void StreamHub::Remove(HubStream* stream) {
  absl::MutexLock lock(&mutex_);
  streams_.erase(stream);
}

void StreamHub::Run(std::function<void()> task) {
  pool_.Submit({.place = {}, .run = std::move(task), .shed = nullptr});
}

void StreamHub::RunEnd(std::function<void()> task) {
  ends_.Submit({.place = {}, .run = std::move(task), .shed = nullptr});
}

}  // namespace nianbao::rpc
