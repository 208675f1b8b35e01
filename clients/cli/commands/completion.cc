#include <fmt/core.h>

#include <memory>
#include <string>

#include "clients/cli/command_tree/bash_completion.h"
#include "clients/cli/commands/commands.h"

namespace nianbao::cli {

void AddCompletion(CLI::App& app, ExitStatus* exit) {
  auto* command = app.add_subcommand("completion", "写出命令行补全的脚本，供 source 使用（无需服务器）");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "补全所用的命令解释器")->required()->check(CLI::IsMember({"bash"}));
  command->callback([&app, shell, exit] {
    fmt::print("{}", BashCompletion(CommandTree(app)));
    *exit = kClean;
  });
}

}  // namespace nianbao::cli
