#include "clients/cli/commands/commands.h"

namespace nianbao::cli {

void AddVerify(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* verify = app.add_subcommand("verify", "核验：不依赖服务器的结论，重新计算");
  verify->require_subcommand(1);
  AddVerifyAggregate(*verify, session, exit);
  AddVerifyAudit(*verify, session, exit);
  AddVerifyLink(*verify, session, exit);
  AddVerifyProof(*verify, session, exit);
  AddVerifyStore(*verify, exit);
  AddVerifyVerdict(*verify, session, exit);
}

}  // namespace nianbao::cli
