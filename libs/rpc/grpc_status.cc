#include "libs/rpc/grpc_status.h"

#include <google/protobuf/any.pb.h>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

// Drops the second half of the violations; returns how many, 0 when there is nothing left to drop.
template <typename Detail, typename List>
int HalveList(google::protobuf::Any& any, List* (Detail::*list)()) {
  Detail detail;
  any.UnpackTo(&detail);
  auto* violations = (detail.*list)();
  const int dropped = (violations->size() + 1) / 2;
  violations->DeleteSubrange(violations->size() - dropped, dropped);
  any.PackFrom(detail);
  return dropped;
}

int HalveViolations(google::rpc::Status& status) {
  int dropped = 0;
  for (auto& any : *status.mutable_details()) {
    if (any.Is<google::rpc::BadRequest>()) {
      dropped += HalveList(any, &google::rpc::BadRequest::mutable_field_violations);
    } else if (any.Is<google::rpc::PreconditionFailure>()) {
      dropped += HalveList(any, &google::rpc::PreconditionFailure::mutable_violations);
    }
  }
  return dropped;
}

void CountOmitted(google::rpc::Status& status, int dropped) {
  for (auto& any : *status.mutable_details()) {
    google::rpc::ErrorInfo info;
    if (!any.UnpackTo(&info)) continue;
    int before = 0;
    if (const auto it = info.metadata().find("omitted"); it != info.metadata().end()) {
      (void)absl::SimpleAtoi(it->second, &before);
    }
    (*info.mutable_metadata())["omitted"] = absl::StrCat(before + dropped);
    any.PackFrom(info);
  }
}

void FitBudget(google::rpc::Status& status) {
  int dropped = 0;
  while (status.ByteSizeLong() > kDetailBytesMax) {
    const int now = HalveViolations(status);
    if (now == 0) break;
    dropped += now;
  }
  if (dropped > 0) CountOmitted(status, dropped);
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
  if (code == absl::StatusCode::kDeadlineExceeded) {
    return status::Error(code, "DEADLINE_EXCEEDED", status.error_message())
        .Chinese("服务在限定时间内没有答复，请稍后重试。");
  }
  return absl::Status(code, status.error_message());
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(std::string(status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    auto& any = *details.add_details();
    any.set_type_url(std::string(url));
    any.set_value(std::string(payload));
  });
  FitBudget(details);
  return {static_cast<grpc::StatusCode>(status.code()), details.message(), details.SerializeAsString()};
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  if (status.error_details().empty() || !details.ParseFromString(status.error_details())) return Explained(status);
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), details.message());
  for (const auto& any : details.details()) result.SetPayload(any.type_url(), absl::Cord(any.value()));
  return result;
}

}  // namespace nianbao::rpc
