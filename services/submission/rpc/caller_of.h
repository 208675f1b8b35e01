// The caller as the use cases see it.
#pragma once

#include "libs/rpc/call.h"
#include "services/submission/domain/caller.h"

namespace nianbao::submission {

inline Caller CallerOf(const rpc::Call& call) { return {.name = call.actor, .authenticated = call.authenticated}; }

}  // namespace nianbao::submission
