// A rulebook and its name.
#pragma once

#include <string>

#include "nianbao/validation/v1/rulebook.pb.h"

namespace nianbao::submission {

struct NamedRulebook {
  validation::v1::Rulebook rulebook;
  // SM3 of the rulebook, hexadecimal.
  std::string digest;
};

}  // namespace nianbao::submission
