#include "services/aggregation/domain/not_caught_up.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {
namespace {

constexpr absl::Duration kRetryDelay = absl::Seconds(1);

}  // namespace

absl::Status NotCaughtUp(absl::string_view message, int64_t reached, int64_t wanted) {
  return status::Error(absl::StatusCode::kUnavailable, "NOT_CAUGHT_UP", message)
      .Meta("sequence", absl::StrCat(reached))
      .Meta("minSequence", absl::StrCat(wanted))
      .RetryAfter(kRetryDelay)
      .Chinese("汇总数据尚未更新到所要求的位置，请稍后重试。");
}

}  // namespace nianbao::aggregation
