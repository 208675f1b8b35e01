// What is wrong with a proof.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::proof {

// In all of them `place` is a proto path below the proof, such as "path[1].children[3].sums".

// INVALID_ARGUMENT PROOF_MALFORMED: no proof has this shape. chinese: what, without a full stop.
absl::Status Malformed(absl::string_view place, absl::string_view got_want, absl::string_view chinese);
// INVALID_ARGUMENT PROOF_OF_ANOTHER organ, node or year than the one in mind.
absl::Status OfAnother(absl::string_view place, absl::string_view got, absl::string_view want);
// FAILED_PRECONDITION FIGURE_NEGATIVE.
absl::Status Negative(absl::string_view place, absl::string_view node, int cell);
// OUT_OF_RANGE SUM_OVERFLOW.
absl::Status Overflow(absl::string_view place, absl::string_view node, int cell);
// DATA_LOSS PROOF_SUM_WRONG: what stands at the place is not what the node and those below it add up to.
absl::Status SumWrong(absl::string_view place, absl::string_view node, int cell);
// DATA_LOSS PROOF_COVERAGE_WRONG: counts that cannot be.
absl::Status CoverageWrong(absl::string_view place, absl::string_view node, absl::string_view why);
// DATA_LOSS PROOF_DIGEST_WRONG: the digest at the place is not that of the node.
absl::Status DigestWrong(absl::string_view place, absl::string_view node);
// DATA_LOSS LINK_EVENTS_WRONG: the events are not those of the log between the two roots.
absl::Status EventsWrong(absl::string_view place, absl::string_view why, absl::string_view chinese);
// DATA_LOSS LINK_CHANGE_WRONG: what changed of a node is not what the events say.
absl::Status ChangeWrong(absl::string_view place, absl::string_view node, absl::string_view why);
// FAILED_PRECONDITION LIST_CHANGED: who reports at or below the node, or for whom, is not the same in both trees.
absl::Status ListChanged(absl::string_view node);
// RESOURCE_EXHAUSTED LINK_TOO_LONG.
absl::Status LinkTooLong(absl::string_view message);

}  // namespace nianbao::proof
