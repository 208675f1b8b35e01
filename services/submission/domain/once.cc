#include "services/submission/domain/once.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/named_caller.h"
#include "services/submission/domain/plain_text.h"

namespace nianbao::submission::internal {
namespace {

// Of a caller's name and of a request_id: both are keys, and stand in every event.
constexpr size_t kKeyBytesMax = 128;

absl::Status CheckKeys(const Caller& caller, absl::string_view request_id) {
  constexpr absl::string_view kWant = "want a plain line of text in UTF-8 without blanks at its ends";
  FieldErrors errors;
  if (caller.name.size() > kKeyBytesMax || !IsPlainLine(caller.name)) {
    errors.Add("caller", absl::StrCat("got ", caller.name.size(), " bytes, ", kWant, ", at most ", kKeyBytesMax),
               "操作人姓名应为一行文字，首尾不留空格，不含控制字符或不可见字符，不超过 128 字节");
  }
  if (request_id.empty() || request_id.size() > kKeyBytesMax || !IsPlainLine(request_id)) {
    errors.Add("request_id", absl::StrCat("got ", request_id.size(), " bytes, ", kWant, ", 1 to ", kKeyBytesMax),
               "请求编号（request_id）不能为空，应为一行文字，首尾不留空格，不超过 128 字节");
  }
  return errors.ToStatus();
}

}  // namespace

absl::StatusOr<RequestKey> KeyOf(const Caller& caller, absl::string_view method, absl::string_view request_id,
                                 const google::protobuf::MessageLite& request) {
  RETURN_IF_ERROR(CheckNamed(caller));
  RETURN_IF_ERROR(CheckKeys(caller, request_id));
  return RequestKey{caller.name, std::string(method), std::string(request_id),
                    digest::Sm3Hex(digest::CanonicalBytes(request))};
}

absl::Status UnreadableReply(const RequestKey& key) {
  return status::Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT",
                       absl::StrCat("requests: got unreadable bytes as reply to ", key.method, " ", key.request_id))
      .Chinese("数据库中保存的答复已损坏。请联系运维人员检查数据库，并从备份恢复。");
}

}  // namespace nianbao::submission::internal
