#include "services/submission/peer/validation_peer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/rpc/limits.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

// What stands around a question on the stream.
constexpr size_t kEnvelopeBytes = 64;

// A message that is too large would break the stream for all who wait.
absl::Status TooLarge(size_t bytes) {
  return status::Error(
             absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
             absl::StrCat("question: got ", bytes, " bytes, want at most ", rpc::kMessageBytesMax - kEnvelopeBytes))
      .Chinese("年报连同用来核对的其他年报过大，无法校验。请检查文字部分是否混入了其他内容。");
}

}  // namespace

ValidationPeer::~ValidationPeer() {
  absl::MutexLock lock(&mutex_);
  if (stream_ != nullptr) stream_->Close();
}

void ValidationPeer::Connect(const std::shared_ptr<grpc::Channel>& channel) {
  absl::MutexLock lock(&mutex_);
  stub_ = validation::v1::ValidationService::NewStub(channel);
  if (stream_ != nullptr) stream_->Close();
  stream_ = nullptr;
}

absl::StatusOr<validation::v1::Verdict> ValidationPeer::Validate(const Question& question) {
  const absl::Time deadline = absl::Now() + patience_;
  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = question.report;
  *request.mutable_context() = question.context;
  request.set_rulebook_digest(question.rulebook.digest);
  absl::StatusOr<validation::v1::Verdict> verdict = Ask(request, deadline);
  if (status::ReasonOf(verdict.status()) != "RULEBOOK_UNKNOWN") return verdict;
  *request.mutable_rulebook() = question.rulebook.rulebook;
  return Ask(std::move(request), deadline);
}

absl::StatusOr<validation::v1::Verdict> ValidationPeer::Ask(validation::v1::ValidateReportRequest request,
                                                            absl::Time deadline) {
  const size_t bytes = request.ByteSizeLong();
  if (bytes + kEnvelopeBytes > rpc::kMessageBytesMax) return TooLarge(bytes);
  const std::shared_ptr<ValidationStream> stream = OpenStream();
  if (stream == nullptr) return absl::UnavailableError("validation: got no channel yet, want one");
  return stream->Ask(std::move(request), deadline);
}

std::shared_ptr<ValidationStream> ValidationPeer::OpenStream() {
  absl::MutexLock lock(&mutex_);
  if (stub_ == nullptr) return nullptr;
  if (stream_ != nullptr && stream_->closed()) {
    stream_->Close();
    stream_ = nullptr;
  }
  if (stream_ == nullptr) stream_ = ValidationStream::Open(*stub_);
  return stream_;
}

}  // namespace nianbao::submission
