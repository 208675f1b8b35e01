// Options whose value is a path: for those who complete what is typed.
#pragma once

#include <CLI/CLI.hpp>

namespace nianbao::cli {

// For Option::check: the value names a file, or a folder. Accepts everything, and leaves the help as it is.
CLI::Validator NamesFile();
CLI::Validator NamesFolder();

// Whether the option was given that check.
bool IsFileName(CLI::Option& option);
bool IsFolderName(CLI::Option& option);

}  // namespace nianbao::cli
