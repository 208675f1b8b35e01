#include "services/submission/store/store_error.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {

absl::Status StoreUnavailable(absl::string_view what) {
  return status::Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", absl::StrCat("store: ", what))
      .RetryAfter(absl::Seconds(1))
      .Chinese("数据库暂时不可用（可能是磁盘已满、连接中断或正被占用）。请稍后用同一请求编号再试。");
}

absl::Status StoreCorrupt(absl::string_view what) {
  return status::Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT", absl::StrCat("store: ", what))
      .Chinese("数据库文件已损坏。请停止使用，联系运维人员检查，并从备份恢复。");
}

absl::Status StoreFailed(absl::string_view what) {
  return status::Error(absl::StatusCode::kInternal, "STORE_FAILED", absl::StrCat("store: ", what))
      .Chinese("数据库操作失败。请把本次操作的时间告诉运维人员。");
}

absl::Status StoreMissing(absl::string_view got) {
  return status::Error(absl::StatusCode::kNotFound, "STORE_MISSING",
                       absl::StrCat("store: got ", got, ", want one that was served or restored"))
      .Chinese("这里没有数据库。请检查数据目录或数据库连接是否写对。");
}

absl::Status CorruptRow(absl::string_view what) { return StoreCorrupt(absl::StrCat(what, ": got unreadable bytes")); }

}  // namespace nianbao::submission
