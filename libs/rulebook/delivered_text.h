// The text of the rulebook that is delivered.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::rulebook {

// 2021.txtpb.
absl::string_view DeliveredText();

}  // namespace nianbao::rulebook
