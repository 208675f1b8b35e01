// The rulebook that is delivered with the programs.
#pragma once

#include "libs/rulebook/compile.h"

namespace nianbao::rulebook {

// It is part of the program: when it does not compile the program is wrong, and ends with std::logic_error.
const CompiledRulebook& Delivered();

}  // namespace nianbao::rulebook
