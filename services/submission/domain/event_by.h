// Who asked for what an event tells.
#pragma once

#include <string>

#include "nianbao/submission/v1/event.pb.h"
#include "services/submission/domain/caller.h"

namespace nianbao::submission {

// An event of this caller's request, without its time and what changed.
v1::Event EventBy(const Caller& caller, const std::string& request_id);

}  // namespace nianbao::submission
