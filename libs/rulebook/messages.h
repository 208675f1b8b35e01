// The messages of a rulebook, by a short name.
#pragma once

#include "nianbao/validation/v1/rulebook.pb.h"

namespace nianbao::rulebook {

namespace v1 = ::nianbao::validation::v1;

}  // namespace nianbao::rulebook
