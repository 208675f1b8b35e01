// nianbao: the suite's command line.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <map>

#include "clients/cli/commands/commands.h"
#include "libs/process/keep_memory.h"
#include "libs/utf8/utf8.h"

namespace {

using nianbao::cli::Output;

// A terminal in another encoding would send names that nobody can read again.
bool ArgumentsAreText(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (!nianbao::utf8::FirstBadByte(argv[i])) continue;
    fmt::print(stderr, "错误：第 {} 个参数不是 UTF-8 文本，请把终端的编码改为 UTF-8。\n", i);
    return false;
  }
  return true;
}

// Where the server asks for proof of who calls.
void AddCredentials(CLI::App& app, nianbao::cli::Session& session) {
  auto* authorities =
      app.add_option("--authorities", "签发服务端证书的机构（PEM），给出即用 TLS 连接")->envname("NIANBAO_AUTHORITIES");
  auto* certificate = app.add_option("--certificate", "客户端证书（PEM）")->envname("NIANBAO_CERTIFICATE");
  auto* key = app.add_option("--key", "客户端证书的私钥（PEM）")->envname("NIANBAO_KEY");
  auto* token =
      app.add_option("--token-file", session.token_file, "登录凭证（JWT）所在文件")->envname("NIANBAO_TOKEN_FILE");
  for (auto* option : {authorities, certificate, key, token}) option->check(CLI::ExistingFile);
  certificate->needs(key)->needs(authorities);
  key->needs(certificate);
  token->needs(authorities);
  authorities->each([&session](const std::string& path) { session.tls.set_authorities_file(path); });
  certificate->each([&session](const std::string& path) { session.tls.set_certificate_file(path); });
  key->each([&session](const std::string& path) { session.tls.set_private_key_file(path); });
}

int Run(int argc, char** argv) {
  CLI::App app("nianbao：政府信息公开工作年度报告的读取、校验、报送、审核与汇总", "nianbao");
  app.require_subcommand(1);
  app.fallthrough();

  nianbao::cli::Session session;
  const std::map<std::string, Output> outputs = {{"text", Output::kText},
                                                 {"json", Output::kJson},
                                                 {"cells", Output::kCells},
                                                 {"csv", Output::kCsv},
                                                 {"md", Output::kMarkdown}};
  app.add_option("--output", session.output, "输出形式：text（给人看）、json、cells（每行 代码<TAB>数值）")
      ->transform(CLI::Transformer(outputs))
      ->check(CLI::IsMember(
          std::vector<Output>{Output::kText, Output::kJson, Output::kCells, Output::kCsv, Output::kMarkdown}))
      ->option_text("text|json|cells");
  app.add_option("--server", session.server, "服务地址")->envname("NIANBAO_SERVER")->capture_default_str();
  app.add_option("--as", session.actor, "操作人姓名（未配置身份认证时）")->envname("NIANBAO_AS");
  AddCredentials(app, session);

  nianbao::cli::ExitStatus exit = nianbao::cli::kClean;
  nianbao::cli::AddServe(app, session, &exit);
  nianbao::cli::AddImport(app, session, &exit);
  nianbao::cli::AddValidate(app, session, &exit);
  nianbao::cli::AddRender(app, session, &exit);
  nianbao::cli::AddForm(app, session, &exit);
  nianbao::cli::AddRules(app, session, &exit);
  nianbao::cli::AddRoster(app, session, &exit);
  nianbao::cli::AddGrant(app, session, &exit);
  nianbao::cli::AddSubmit(app, session, &exit);
  nianbao::cli::AddBatch(app, session, &exit);
  nianbao::cli::AddFiling(app, session, &exit);
  nianbao::cli::AddReview(app, session, &exit);
  nianbao::cli::AddYear(app, session, &exit);
  nianbao::cli::AddSeal(app, session, &exit);
  nianbao::cli::AddAggregate(app, session, &exit);
  nianbao::cli::AddExplain(app, session, &exit);
  nianbao::cli::AddYearbook(app, session, &exit);
  nianbao::cli::AddWatch(app, session, &exit);
  nianbao::cli::AddVerify(app, session, &exit);
  nianbao::cli::AddStore(app, &exit);
  nianbao::cli::AddManual(app, &exit);
  nianbao::cli::AddCompletion(app, &exit);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? nianbao::cli::kClean : nianbao::cli::kRefused;
  }
  return exit;
}

}  // namespace

int main(int argc, char** argv) {
  nianbao::process::KeepMemory();
  if (!ArgumentsAreText(argc, argv)) return nianbao::cli::kRefused;
  try {
    return Run(argc, argv);
  } catch (const std::exception& error) {
    // Such as a full disk under standard output.
    std::fprintf(stderr, "错误：%s\n", error.what());
    return nianbao::cli::kRefused;
  }
}
