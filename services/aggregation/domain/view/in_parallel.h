// A loop spread over the cores.
#pragma once

#include "absl/functional/function_ref.h"

namespace nianbao::aggregation {

// Calls `body` for parts of [0, count) that together are all of it, each once, on as many threads as there are cores.
// A loop of fewer than `grain` steps stays on this thread. `body` must not throw.
void InParallel(int count, int grain, absl::FunctionRef<void(int begin, int end)> body);

}  // namespace nianbao::aggregation
