#include "services/submission/store/kept_bytes.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {

std::string KeptBytes(const google::protobuf::MessageLite& message) {
  std::string bytes = digest::CanonicalBytes(message);
  const std::unique_ptr<google::protobuf::MessageLite> again(message.New());
  if (again->ParseFromString(bytes)) return bytes;
  throw StoreError{status::Error(absl::StatusCode::kInternal, "STORE_FAILED",
                                 absl::StrCat("store: got a ", message.GetTypeName(),
                                              " that could not be read again, want texts in UTF-8"))
                       .Chinese("要保存的内容含有无法识别的字符，没有保存。请把本次操作的时间告诉运维人员。")};
}

}  // namespace nianbao::submission
