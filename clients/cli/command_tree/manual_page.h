// The manual page.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/command_tree/command_tree.h"

namespace nianbao::cli {

// The page of the program and all its commands, in the macros of man(7), UTF-8: for `man -l`, or as nianbao.1 in a
// folder of man1.
std::string ManualPage(const CommandEntry& program, absl::string_view version);

}  // namespace nianbao::cli
