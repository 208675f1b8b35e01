#include "services/submission/peer/validation_stream.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/rpc/current_call.h"
#include "libs/rpc/grpc_status.h"

namespace nianbao::submission {
namespace {

using validation::v1::ValidateReportsRequest;

absl::Status Ended(const absl::Status& status) {
  return absl::UnavailableError(absl::StrCat("validation: the stream ended: ", status.ToString()));
}

}  // namespace

std::shared_ptr<ValidationStream> ValidationStream::Open(validation::v1::ValidationService::Stub& stub) {
  const std::shared_ptr<ValidationStream> stream(new ValidationStream());
  stub.async()->ValidateReports(&stream->context_, stream.get());
  // Questions are sent from outside gRPC's callbacks; the hold goes once no more can be.
  stream->AddHold();
  stream->StartRead(&stream->response_);
  stream->StartCall();
  return stream;
}

absl::StatusOr<validation::v1::Verdict> ValidationStream::Ask(validation::v1::ValidateReportRequest question,
                                                              absl::Time deadline) {
  Answer answer;
  absl::MutexLock lock(&mutex_);
  if (closed_) return absl::UnavailableError("validation: the stream ended");
  const int64_t id = ++last_id_;
  ValidateReportsRequest& queued = queue_.emplace_back();
  queued.set_id(id);
  *queued.mutable_request() = std::move(question);
  queued.set_traceparent(rpc::CurrentTraceparent());
  waiting_[id] = &answer;
  SendNext();
  const auto answered = [&answer] { return answer.has_value(); };
  if (mutex_.AwaitWithDeadline(absl::Condition(&answered), deadline)) return *std::move(answer);
  Forget(id);
  return absl::DeadlineExceededError("validation: got no answer in time");
}

bool ValidationStream::closed() const {
  absl::MutexLock lock(&mutex_);
  return closed_;
}

void ValidationStream::Close() {
  context_.TryCancel();
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&done_));
}

void ValidationStream::SendNext() {
  if (writing_ || closed_ || queue_.empty()) return;
  writing_ = true;
  StartWrite(&queue_.front());
}

void ValidationStream::Forget(int64_t id) {
  waiting_.erase(id);
  const auto unsent = queue_.begin() + (writing_ ? 1 : 0);
  queue_.erase(std::remove_if(unsent, queue_.end(), [id](const auto& queued) { return queued.id() == id; }),
               queue_.end());
}

void ValidationStream::OnReadDone(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    if (ok) {
      if (const auto waiting = waiting_.find(response_.id()); waiting != waiting_.end()) {
        if (response_.has_error()) {
          *waiting->second = rpc::FromMessage(response_.error());
        } else {
          *waiting->second = std::move(*response_.mutable_verdict());
        }
        waiting_.erase(waiting);
      }
      StartRead(&response_);
      return;
    }
    closed_ = true;
  }
  // May call OnDone at once.
  RemoveHold();
}

void ValidationStream::OnWriteDone(bool ok) {
  absl::MutexLock lock(&mutex_);
  writing_ = false;
  queue_.pop_front();
  // A write fails only when the stream does, and then the read does too.
  if (ok) SendNext();
}

void ValidationStream::OnDone(const grpc::Status& status) {
  absl::MutexLock lock(&mutex_);
  for (const auto& [id, answer] : waiting_) *answer = Ended(rpc::FromGrpc(status));
  waiting_.clear();
  done_ = true;
}

}  // namespace nianbao::submission
