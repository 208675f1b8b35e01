#include <fmt/core.h>

#include "clients/cli/command_tree/manual_page.h"
#include "clients/cli/commands/commands.h"

namespace nianbao::cli {

void AddManual(CLI::App& app, ExitStatus* exit) {
  auto* command = app.add_subcommand("manual", "写出手册页，供 man -l 阅读（无需服务器）");
  command->callback([&app, exit] {
    fmt::print("{}", ManualPage(CommandTree(app), NIANBAO_VERSION));
    *exit = kClean;
  });
}

}  // namespace nianbao::cli
