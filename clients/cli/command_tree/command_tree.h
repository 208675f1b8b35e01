// The program's commands and options as the parser has them, for the manual page and for completion: what the help
// tells.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace nianbao::cli {

// What an option or a positional takes.
enum class ValueKind { kNone, kText, kChoice, kFile, kFolder };

// An option, or a positional.
struct OptionEntry {
  // Such as "-o" and "--output"; none for a positional.
  std::vector<std::string> names;
  // Of a positional its name, such as "FILE".
  std::string positional;
  ValueKind kind = ValueKind::kNone;
  // What it takes, as the help shows it, such as "INT" or "text|json|cells"; empty for a flag and for a positional.
  std::string value;
  // With kChoice: all of them.
  std::vector<std::string> choices;
  bool required = false;
  bool repeated = false;
  std::string description;
  // The variable that stands in for it; may be empty.
  std::string environment;
  // What holds without it; may be empty.
  std::string fallback;
  // Names of options that it goes with, and that it does not go with.
  std::vector<std::string> needs;
  std::vector<std::string> excludes;
  // All of those, itself included, of which at most one may be given; one has to be where one_needed.
  std::vector<std::string> one_of;
  bool one_needed = false;
};

struct CommandEntry {
  // Such as "nianbao roster import".
  std::string path;
  std::string description;
  // In the order of the help.
  std::vector<OptionEntry> options;
  std::vector<OptionEntry> positionals;
  std::vector<CommandEntry> commands;
};

// All of the program: its options go with every command.
CommandEntry CommandTree(CLI::App& app);

}  // namespace nianbao::cli
