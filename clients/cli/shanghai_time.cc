#include "clients/cli/shanghai_time.h"

#include "absl/time/time.h"

namespace nianbao::cli {

std::string ShanghaiTime(const google::protobuf::Timestamp& time) {
  // China has kept one zone without summer time since 1991.
  static const absl::TimeZone kShanghai = absl::FixedTimeZone(8 * 60 * 60);
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::FromUnixSeconds(time.seconds()), kShanghai);
}

}  // namespace nianbao::cli
