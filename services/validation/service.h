// The validation service, as a server hosts it.
#pragma once

#include <memory>

#include "libs/rpc/hosted_service.h"

namespace nianbao::validation {

struct ValidationConfig {
  // Reports checked at the same time.
  int threads = 2;
  // Calls that wait before further ones are shed.
  int queue_max = 1000;
};

// Serves validation.v1.ValidationService with the built-in rulebook.
std::unique_ptr<rpc::HostedService> MakeValidationService(ValidationConfig config);

}  // namespace nianbao::validation
