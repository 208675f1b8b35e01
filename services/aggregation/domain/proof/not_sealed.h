// Why there is no proof.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregation {

// All of them FAILED_PRECONDITION NOT_SEALED.

absl::Status NotSealed(absl::string_view node, int year);
// Neither the organ nor a node above it.
absl::Status NothingAboveSealed(absl::string_view organ, int year);
// The node sums several logs.
absl::Status SealedInOneLogOnly(absl::string_view node, int year);
// The node was not sealed by the event of this sequence.
absl::Status NotSealedBy(int64_t sequence, absl::string_view node, int year);

}  // namespace nianbao::aggregation
