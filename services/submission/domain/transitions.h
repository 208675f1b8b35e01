// The life of a revision: which change may follow which state.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::submission {

// What can happen to a revision. kSupersede comes with the acceptance of a correction.
enum class Action { kSave, kExplain, kSubmit, kWithdraw, kReturn, kAccept, kSupersede, kPublish, kRevoke, kBackload };

// Whether an action is one on the effective revision of a filing; the others are on the open one.
bool ConcernsEffective(Action action);

// The state that follows. from is STATE_UNSPECIFIED for a revision that does not exist yet.
// FAILED_PRECONDITION STATE_NOT_ALLOWED, naming the filing.
absl::StatusOr<v1::Revision::State> NextState(Action action, v1::Revision::State from, absl::string_view filing);

}  // namespace nianbao::submission
