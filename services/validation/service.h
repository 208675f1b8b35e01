// The validation service, as a server hosts it.
#pragma once

#include <memory>

#include "libs/rpc/hosted_service.h"

namespace nianbao::validation {

// Serves validation.v1.ValidationService with the built-in rulebook.
std::unique_ptr<rpc::HostedService> MakeValidationService();

}  // namespace nianbao::validation
