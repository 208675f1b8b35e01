#include "libs/steady/steady_now.h"

#include <chrono>

namespace nianbao::steady {

absl::Time Now() { return absl::UnixEpoch() + absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch()); }

}  // namespace nianbao::steady
