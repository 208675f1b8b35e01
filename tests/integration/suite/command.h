// Running a command as a user would.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace nianbao::integration {

struct CommandResult {
  int exit_status = 0;
  // Standard output. Standard error goes to that of the test.
  std::string output = "";
};

// command[0] is a path. Environment and folder are those of the test.
CommandResult RunCommand(const std::vector<std::string>& command);

// The nianbao program with these arguments.
CommandResult RunNianbao(std::vector<std::string> arguments);

// Reads `code<TAB>value` lines.
std::map<std::string, std::string> ParseCells(const std::string& lines);

}  // namespace nianbao::integration
