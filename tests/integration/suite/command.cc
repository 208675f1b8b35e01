#include "tests/integration/suite/command.h"

#include <gtest/gtest.h>

#include "absl/strings/str_split.h"
#include "libs/process/child.h"

namespace nianbao::integration {

CommandResult RunCommand(const std::vector<std::string>& command) {
  CommandResult result;
  const auto child = process::Child::Start(command);
  EXPECT_TRUE(child.ok()) << child.status();
  if (!child.ok()) return {.exit_status = -1};
  while (true) {
    const auto line = (*child)->ReadLine();
    if (!line.ok()) break;
    result.output += *line + "\n";
  }
  result.exit_status = (*child)->Wait();
  return result;
}

CommandResult RunNianbao(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), std::string(NIANBAO_BIN_DIR) + "/nianbao");
  return RunCommand(arguments);
}

std::map<std::string, std::string> ParseCells(const std::string& lines) {
  std::map<std::string, std::string> cells;
  for (const auto line : absl::StrSplit(lines, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits('\t', 1));
    if (parts.size() == 2) cells[parts[0]] = parts[1];
  }
  return cells;
}

}  // namespace nianbao::integration
