// A context and its name.
#pragma once

#include <string>

#include "nianbao/validation/v1/context.pb.h"

namespace nianbao::submission {

struct NamedContext {
  validation::v1::Context context;
  // SM3 of the context, hexadecimal.
  std::string digest;
};

}  // namespace nianbao::submission
