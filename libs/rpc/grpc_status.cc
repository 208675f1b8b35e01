#include "libs/rpc/grpc_status.h"

#include <google/protobuf/any.pb.h>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "libs/rpc/reader_stuck.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

// Texts may echo what the caller sent, of any length.
constexpr size_t kStatusTextBytesMax = 512;
constexpr size_t kSentenceBytesMax = 1024;
constexpr size_t kValueBytesMax = 256;

bool IsWithinCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Cuts the middle of a text out, between characters: what is said of a long text that is echoed stands before or after
// it.
void Clip(std::string* text, size_t bytes_max) {
  if (text->size() <= bytes_max) return;
  constexpr absl::string_view kEllipsis = "…";
  const size_t bytes_kept = bytes_max - kEllipsis.size();
  size_t end = bytes_kept / 2;
  while (end > 0 && IsWithinCharacter((*text)[end])) --end;
  size_t begin = text->size() - (bytes_kept - bytes_kept / 2);
  while (begin < text->size() && IsWithinCharacter((*text)[begin])) ++begin;
  text->replace(end, begin - end, kEllipsis.data(), kEllipsis.size());
}

// Calls `edit` on the detail of this type, if there is one, and packs it again.
template <typename Detail, typename Edit>
void EditDetail(google::rpc::Status& status, const Edit& edit) {
  for (auto& any : *status.mutable_details()) {
    Detail detail;
    if (!any.UnpackTo(&detail)) continue;
    edit(detail);
    any.PackFrom(detail);
  }
}

void ClipTexts(google::rpc::Status& status) {
  Clip(status.mutable_message(), kStatusTextBytesMax);
  EditDetail<google::rpc::ErrorInfo>(status, [](google::rpc::ErrorInfo& info) {
    for (auto& [key, value] : *info.mutable_metadata()) Clip(&value, kValueBytesMax);
  });
  EditDetail<google::rpc::LocalizedMessage>(
      status, [](google::rpc::LocalizedMessage& localized) { Clip(localized.mutable_message(), kSentenceBytesMax); });
  EditDetail<google::rpc::BadRequest>(status, [](google::rpc::BadRequest& bad_request) {
    for (auto& violation : *bad_request.mutable_field_violations()) {
      Clip(violation.mutable_field(), kValueBytesMax);
      Clip(violation.mutable_description(), kValueBytesMax);
    }
  });
  EditDetail<google::rpc::PreconditionFailure>(status, [](google::rpc::PreconditionFailure& failure) {
    for (auto& violation : *failure.mutable_violations()) {
      Clip(violation.mutable_subject(), kValueBytesMax);
      Clip(violation.mutable_description(), kValueBytesMax);
    }
  });
}

// Drops the second half of the list; returns how many.
template <typename Violations>
int Halve(Violations& violations) {
  const int dropped = (violations.size() + 1) / 2;
  violations.DeleteSubrange(violations.size() - dropped, dropped);
  return dropped;
}

// Returns how many violations were dropped; 0 when there are none left.
int HalveViolations(google::rpc::Status& status) {
  int dropped = 0;
  EditDetail<google::rpc::BadRequest>(
      status, [&](google::rpc::BadRequest& bad_request) { dropped += Halve(*bad_request.mutable_field_violations()); });
  EditDetail<google::rpc::PreconditionFailure>(
      status, [&](google::rpc::PreconditionFailure& failure) { dropped += Halve(*failure.mutable_violations()); });
  return dropped;
}

void CountOmitted(google::rpc::Status& status, int dropped) {
  EditDetail<google::rpc::ErrorInfo>(status, [&](google::rpc::ErrorInfo& info) {
    int before = 0;
    if (const auto it = info.metadata().find("omitted"); it != info.metadata().end()) {
      (void)absl::SimpleAtoi(it->second, &before);
    }
    (*info.mutable_metadata())["omitted"] = absl::StrCat(before + dropped);
  });
}

void FitBudget(google::rpc::Status& status) {
  ClipTexts(status);
  int dropped = 0;
  while (status.ByteSizeLong() > kDetailBytesMax) {
    const int now = HalveViolations(status);
    if (now == 0) break;
    dropped += now;
  }
  if (dropped > 0) CountOmitted(status, dropped);
}

// What a proxy does to a call when the server behind it is gone in the middle of the answer.
bool IsBrokenOff(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::INTERNAL &&
         absl::StrContains(status.error_message(), "Received RST_STREAM");
}

absl::Status Explained(const grpc::Status& status) {
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  if (absl::StrContains(status.error_message(), "message larger than max")) {
    return status::Error(code, "MESSAGE_TOO_LARGE", status.error_message())
        .Chinese("发送的内容超过服务允许的大小，未被处理。");
  }
  if (code == absl::StatusCode::kUnavailable) {
    return status::Error(code, "PEER_UNAVAILABLE", status.error_message())
        .Chinese("连接不上服务，请确认服务已启动、地址无误。");
  }
  if (IsBrokenOff(status)) {
    return status::Error(absl::StatusCode::kUnavailable, "PEER_UNAVAILABLE", status.error_message())
        .Chinese("与服务的连接中断，请稍后重试。");
  }
  if (absl::StrContains(status.error_message(), "(READER_STUCK)")) return ReaderStuck();
  if (code == absl::StatusCode::kDeadlineExceeded) {
    return status::Error(code, "DEADLINE_EXCEEDED", status.error_message())
        .Chinese("服务在限定时间内没有答复，请稍后重试。");
  }
  return absl::Status(code, status.error_message());
}

}  // namespace

google::rpc::Status ToMessage(const absl::Status& status) {
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(std::string(status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    auto& any = *details.add_details();
    any.set_type_url(std::string(url));
    any.set_value(std::string(payload));
  });
  FitBudget(details);
  return details;
}

absl::Status FromMessage(const google::rpc::Status& message) {
  absl::Status result(static_cast<absl::StatusCode>(message.code()), message.message());
  for (const auto& any : message.details()) result.SetPayload(any.type_url(), absl::Cord(any.value()));
  return result;
}

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status details = ToMessage(status);
  return {static_cast<grpc::StatusCode>(status.code()), details.message(), details.SerializeAsString()};
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  if (status.error_details().empty() || !details.ParseFromString(status.error_details())) return Explained(status);
  details.set_code(status.error_code());
  return FromMessage(details);
}

}  // namespace nianbao::rpc
