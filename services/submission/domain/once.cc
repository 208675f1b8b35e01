#include "services/submission/domain/once.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission::internal {
namespace {

constexpr size_t kRequestIdBytesMax = 128;

}  // namespace

absl::StatusOr<RequestKey> KeyOf(const Caller& caller, absl::string_view method, absl::string_view request_id,
                                 const google::protobuf::MessageLite& request) {
  if (caller.name.empty()) {
    return status::Error(absl::StatusCode::kUnauthenticated, "ACTOR_MISSING",
                         "caller: got no name, want one for every change (--as NAME)")
        .Chinese("没有写明操作人。请用 --as 写上您的姓名后再操作。");
  }
  FieldErrors errors;
  if (request_id.empty() || request_id.size() > kRequestIdBytesMax) {
    errors.Add("request_id", absl::StrCat("got ", request_id.size(), " bytes, want 1 to ", kRequestIdBytesMax),
               "请求编号（request_id）不能为空，也不能超过 128 字节");
  }
  RETURN_IF_ERROR(errors.ToStatus());
  return RequestKey{caller.name, std::string(method), std::string(request_id),
                    digest::Sm3Hex(digest::CanonicalBytes(request))};
}

absl::Status UnreadableReply(const RequestKey& key) {
  return status::Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT",
                       absl::StrCat("requests: got unreadable bytes as reply to ", key.method, " ", key.request_id))
      .Chinese("数据库中保存的答复已损坏。请联系运维人员检查数据库，并从备份恢复。");
}

}  // namespace nianbao::submission::internal
