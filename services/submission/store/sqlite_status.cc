#include "services/submission/store/sqlite_status.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

absl::Status Corrupt(absl::string_view what) {
  return status::Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT", absl::StrCat("store: ", what))
      .Chinese("数据库文件已损坏。请停止使用，联系运维人员检查，并从备份恢复。");
}

}  // namespace

absl::Status FromSqlite(const SQLite::Exception& exception) {
  switch (exception.getErrorCode()) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Corrupt(exception.what());
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
      return status::Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE",
                           absl::StrCat("store: ", exception.what()))
          .RetryAfter(absl::Seconds(1))
          .Chinese("数据库暂时不可用（可能是磁盘已满或正被占用）。请稍后用同一请求编号再试。");
    default:
      return status::Error(absl::StatusCode::kInternal, "STORE_FAILED", absl::StrCat("store: ", exception.what()))
          .Chinese("数据库操作失败。请把本次操作的时间告诉运维人员。");
  }
}

absl::Status CorruptRow(absl::string_view what) { return Corrupt(absl::StrCat(what, ": got unreadable bytes")); }

}  // namespace nianbao::submission
