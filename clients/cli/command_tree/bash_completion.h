// Completion in bash.
#pragma once

#include <string>

#include "clients/cli/command_tree/command_tree.h"

namespace nianbao::cli {

// A script for bash that completes the program's commands, options, the values that are enumerated, and files and
// folders where they are asked for.
std::string BashCompletion(const CommandEntry& program);

}  // namespace nianbao::cli
