#include "services/submission/store/outage.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

absl::Status Outage(absl::string_view cause, absl::string_view what, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", absl::StrCat("store: ", what))
      .Meta("cause", cause)
      .RetryAfter(absl::Seconds(1))
      .Chinese(chinese);
}

}  // namespace

absl::Status DiskFull(absl::string_view what) {
  return Outage("disk_full", what,
                "数据库所在的磁盘已满，这次更改没有保存，已有数据完好，仍可查询。请联系运维人员腾出空间；"
                "腾出后不必重启，用同一请求编号再试即可。");
}

absl::Status ReadOnly(absl::string_view what) {
  return Outage("read_only", what,
                "数据库目前不能写入（磁盘只读或没有写权限），这次更改没有保存。请联系运维人员检查磁盘和权限；"
                "恢复后用同一请求编号再试即可。");
}

absl::Status Busy(absl::string_view what) {
  return Outage("busy", what,
                "数据库正忙，等候多时仍未轮到，这次操作没有完成。请稍后再试；更改用同一请求编号再试，不会重复。");
}

}  // namespace nianbao::submission
