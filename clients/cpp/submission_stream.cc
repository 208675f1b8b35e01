#include "clients/cpp/submission_stream.h"

#include <utility>

#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"

namespace nianbao::client {
namespace {

absl::Status NoAnswer() {
  return status::Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                       "submission: got no answer in time, want one")
      .Chinese("服务在限定时间内没有答复，这一份可能已经报送。请先查看，再重新报送。");
}

absl::Status EndedEarly() {
  return status::Error(absl::StatusCode::kUnavailable, "PEER_UNAVAILABLE", "stream: got its end, want an answer")
      .Chinese("与服务的连接已结束，这一份没有得到答复。请稍后重新报送。");
}

}  // namespace

SubmissionStream::SubmissionStream(submission::v1::SubmissionService::Stub& service, const rpc::CallOptions& options)
    : timeout_(options.timeout) {
  if (!options.actor.empty()) context_.AddMetadata(rpc::kActorKey, options.actor);
  stream_ = service.BatchSubmit(&context_);
  reader_ = std::thread([this] { TakeAnswers(); });
}

SubmissionStream::~SubmissionStream() {
  {
    absl::MutexLock lock(&write_mutex_);
    stream_->WritesDone();
  }
  reader_.join();
}

absl::StatusOr<submission::v1::SubmitFilingResponse> SubmissionStream::Submit(
    const submission::v1::SubmitFilingRequest& request) {
  Answer answer;
  std::string id;
  {
    absl::MutexLock lock(&mutex_);
    if (end_) return *end_;
    id = std::to_string(++last_id_);
    waiting_[id] = &answer;
  }
  Send(request, id);
  absl::MutexLock lock(&mutex_);
  const auto answered = [&answer] { return answer.has_value(); };
  if (mutex_.AwaitWithTimeout(absl::Condition(&answered), timeout_)) return *std::move(answer);
  waiting_.erase(id);
  context_.TryCancel();
  return NoAnswer();
}

void SubmissionStream::Send(const submission::v1::SubmitFilingRequest& request, const std::string& id) {
  submission::v1::BatchSubmitRequest message;
  message.set_id(id);
  *message.mutable_submission() = request;
  absl::MutexLock lock(&write_mutex_);
  // What cannot be sent is answered by the end of the stream.
  (void)stream_->Write(message);
}

void SubmissionStream::TakeAnswers() {
  submission::v1::BatchSubmitResponse message;
  while (stream_->Read(&message)) {
    absl::MutexLock lock(&mutex_);
    const auto waiting = waiting_.find(message.id());
    if (waiting == waiting_.end()) continue;
    if (message.has_error()) {
      *waiting->second = rpc::FromMessage(message.error());
    } else {
      *waiting->second = std::move(*message.mutable_submitted());
    }
    waiting_.erase(waiting);
  }
  const absl::Status ended = rpc::FromGrpc(stream_->Finish());
  absl::MutexLock lock(&mutex_);
  end_ = ended.ok() ? EndedEarly() : ended;
  for (const auto& [id, answer] : waiting_) *answer = *end_;
  waiting_.clear();
}

}  // namespace nianbao::client
