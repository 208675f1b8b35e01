#include "clients/cli/print_error.h"

#include <fmt/core.h>

#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const std::string url = "type.googleapis.com/" + Detail::descriptor()->full_name();
  if (const auto payload = status.GetPayload(url)) detail.ParseFromString(std::string(*payload));
  return detail;
}

std::string SentenceOf(const absl::Status& status) {
  std::string chinese = status::ChineseOf(status);
  if (!chinese.empty()) return chinese;
  // Said by gRPC itself.
  if (absl::IsUnimplemented(status)) return "服务端没有这项功能，可能是较早的版本。请与运维人员联系。";
  return std::string(status.message());
}

}  // namespace

ExitStatus Refuse(const absl::Status& status) {
  const std::string reason = status::ReasonOf(status);
  fmt::print(stderr, "错误：{}\n", SentenceOf(status));
  fmt::print(stderr, "  [{}{}{}] {}\n", absl::StatusCodeToString(status.code()), reason.empty() ? "" : " ", reason,
             std::string(status.message()));
  const auto bad_request = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad_request.field_violations()) {
    fmt::print(stderr, "  - {}：{}\n", violation.field(), violation.description());
  }
  const auto preconditions = DetailOf<google::rpc::PreconditionFailure>(status);
  for (const auto& violation : preconditions.violations()) {
    fmt::print(stderr, "  - {}：{}\n", violation.subject(), violation.description());
  }
  if (const std::string omitted = status::MetaOf(status, "omitted"); !omitted.empty()) {
    fmt::print(stderr, "  - 另有 {} 项未列出\n", omitted);
  }
  return kRefused;
}

}  // namespace nianbao::cli
