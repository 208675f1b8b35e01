#include "services/submission/peer/head_publisher.h"

#include <fcntl.h>
#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/rpc/call_log.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

// In one write, so that a line is there whole or not at all for whoever reads along.
bool WriteLine(int file, const std::string& line) {
  const off_t end = lseek(file, 0, SEEK_END);
  const ssize_t count = write(file, line.data(), line.size());
  if (count == static_cast<ssize_t>(line.size())) return fsync(file) == 0;
  const int reason = count < 0 ? errno : ENOSPC;
  // What a full disk took of it would spoil the next line too.
  const bool cut = count <= 0 || ftruncate(file, end) == 0;
  errno = cut ? reason : errno;
  return false;
}

absl::Status Append(const std::string& path, const std::string& line) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const bool written = file >= 0 && WriteLine(file, line);
  const int reason = errno;
  if (file >= 0) close(file);
  if (written) return absl::OkStatus();
  return status::Error(absl::StatusCode::kUnavailable, "FILE_NOT_WRITTEN",
                       absl::StrCat("head file: got ", std::strerror(reason), ", want ", path, " to be written"))
      .Meta("path", path)
      .Chinese(absl::StrCat("日志头没有写入 ", path, "。请检查路径、权限和磁盘空间。"));
}

}  // namespace

absl::StatusOr<v1::SignedHead> SignHead(const v1::EventToken& head, absl::Time time, const signature::Sm2Key* key) {
  v1::SignedHead signed_head;
  *signed_head.mutable_head() = head;
  *signed_head.mutable_time() = ToTimestamp(time);
  if (key == nullptr) return signed_head;
  ASSIGN_OR_RETURN(std::string signature, key->Sign(digest::CanonicalBytes(signed_head)));
  signed_head.set_signature(std::move(signature));
  return signed_head;
}

HeadPublisher::HeadPublisher(HeadPublication publication, const EventLog& log, const Clock& clock)
    : publication_(std::move(publication)), log_(log), clock_(clock), thread_([this] { Run(); }) {}

HeadPublisher::~HeadPublisher() {
  {
    absl::MutexLock lock(&mutex_);
    ending_ = true;
  }
  thread_.join();
}

void HeadPublisher::Run() {
  bool ending = false;
  while (true) {
    if (const absl::Status published = Publish(); !published.ok()) rpc::LogFault(published.message());
    if (ending) return;
    absl::MutexLock lock(&mutex_);
    ending = mutex_.AwaitWithTimeout(absl::Condition(&ending_), publication_.every);
  }
}

absl::Status HeadPublisher::Publish() {
  ASSIGN_OR_RETURN(const v1::EventToken head, log_.Head());
  if (head.sequence() == state().sequence) {
    SetState(head.sequence());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const v1::SignedHead signed_head, SignHead(head, clock_.Now(), publication_.key.get()));
  std::string line;
  if (!google::protobuf::util::MessageToJsonString(signed_head, &line).ok()) {
    return absl::InternalError("a head that is no JSON");
  }
  rpc::LogNotice(absl::StrCat("head ", line));
  if (!publication_.file.empty()) RETURN_IF_ERROR(Append(publication_.file, absl::StrCat(line, "\n")));
  SetState(head.sequence());
  return absl::OkStatus();
}

HeadPublisher::State HeadPublisher::state() const {
  absl::MutexLock lock(&mutex_);
  return state_;
}

void HeadPublisher::SetState(int64_t sequence) {
  absl::MutexLock lock(&mutex_);
  state_ = {.sequence = sequence, .looked_at = clock_.Now()};
}

}  // namespace nianbao::submission
