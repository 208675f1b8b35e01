// Promises that end the program when they are broken.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::fuzz {

// Prints a promise that does not hold, and aborts.
void Require(bool holds, absl::string_view promise, absl::string_view detail = "");

// A refusal is as testing::FaultOfRefusal says: one documented reason with its code, and a sentence in Chinese.
void ExpectDocumented(const absl::Status& refusal);

}  // namespace nianbao::fuzz
