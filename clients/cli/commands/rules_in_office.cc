#include <fmt/core.h>

#include <map>
#include <memory>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/severity_word.h"
#include "nianbao/submission/v1/rulebook_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using finding::v1::Severity;
using submission::v1::RulebookService;
using validation::v1::Rule;

// What a rule would become. What is unset stays.
struct RuleChange {
  std::string rule;
  Rule::Status status = Rule::STATUS_UNSPECIFIED;
  Severity severity = finding::v1::SEVERITY_UNSPECIFIED;
};

const std::map<std::string, Rule::Status> kStatuses = {{"on", Rule::STATUS_ACTIVE}, {"off", Rule::STATUS_OFF}};
const std::map<std::string, Severity> kSeverities = {{"error", finding::v1::SEVERITY_ERROR},
                                                     {"warning", finding::v1::SEVERITY_WARNING},
                                                     {"info", finding::v1::SEVERITY_INFO}};

void AddChangeOptions(CLI::App& command, RuleChange& change) {
  command.add_option("RULE", change.rule, "规则编号，见 nianbao rules")->required();
  command.add_option("--status", change.status, "启用（on）或停用（off）")
      ->transform(CLI::CheckedTransformer(kStatuses))
      ->option_text("on|off");
  command.add_option("--severity", change.severity, "级别：错误、提醒或提示")
      ->transform(CLI::CheckedTransformer(kSeverities))
      ->option_text("error|warning|info");
}

ExitStatus Set(const Session& session, const RuleChange& change, const std::string& reason) {
  const auto service = RulebookService::NewStub(session.Connect());
  const auto active = rpc::CallUnary(*service, &RulebookService::Stub::GetActiveRulebook,
                                     submission::v1::GetActiveRulebookRequest(), session.call());
  if (!active.ok()) return Refuse(active.status());
  submission::v1::SetRuleStatusRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_rule(change.rule);
  request.set_status(change.status);
  request.set_severity(change.severity);
  request.set_reason(reason);
  request.set_digest(active->digest());
  const auto response = rpc::CallUnary(*service, &RulebookService::Stub::SetRuleStatus, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    const Rule& rule = response->rule();
    fmt::print("{}  {}，{}（规则集 {}，即刻用于新的校验）\n", rule.id(), std::string(SeverityWord(rule.severity())),
               rule.status() == Rule::STATUS_OFF ? "停用" : "启用", response->version());
  }
  return kClean;
}

ExitStatus Affected(const Session& session, const RuleChange& change, int year) {
  const auto service = RulebookService::NewStub(session.Connect());
  submission::v1::ListAffectedFilingsRequest request;
  request.set_rule(change.rule);
  request.set_status(change.status);
  request.set_severity(change.severity);
  request.set_year(year);
  int examined = 0;
  int affected = 0;
  do {
    const auto response =
        rpc::CallUnary(*service, &RulebookService::Stub::ListAffectedFilings, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) PrintJson(*response);
    examined += response->examined();
    affected += response->filings_size();
    if (session.output == Output::kText) {
      for (const auto& filing : response->filings()) {
        fmt::print("{:<56}第 {} 版  错误 {} → {}，提醒 {} → {}\n", filing.filing(), filing.revision(),
                   filing.error_count(), filing.error_count_after(), filing.warning_count(),
                   filing.warning_count_after());
      }
    }
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  if (session.output == Output::kText) fmt::print("查看 {} 份，其中受影响的版本 {} 个\n", examined, affected);
  return kClean;
}

ExitStatus Statistics(const Session& session, int year) {
  const auto service = RulebookService::NewStub(session.Connect());
  submission::v1::GetRuleStatisticsRequest request;
  request.set_year(year);
  const auto response = rpc::CallUnary(*service, &RulebookService::Stub::GetRuleStatistics, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  for (const auto& count : response->rules()) fmt::print("{:>8}  {}\n", count.filings(), count.rule());
  fmt::print("{} 年度已校验 {} 份；左列为有该项问题的份数\n", year, response->filings());
  return kClean;
}

}  // namespace

void AddRulesInOffice(CLI::App& rules, const Session& session, ExitStatus* exit) {
  auto* set = rules.add_subcommand("set", "停用或启用服务器上的一条规则，或更改其级别");
  auto change = std::make_shared<RuleChange>();
  auto reason = std::make_shared<std::string>();
  AddChangeOptions(*set, *change);
  set->add_option("--reason", *reason, "更改的理由，记入日志")->required();
  set->callback([=, &session] { *exit = Set(session, *change, *reason); });

  auto* affected = rules.add_subcommand("affected", "更改一条规则前，列出结果会因此不同的报送");
  auto imagined = std::make_shared<RuleChange>();
  auto year = std::make_shared<int>(0);
  AddChangeOptions(*affected, *imagined);
  affected->add_option("--year", *year, "报告年度")->required();
  affected->callback([=, &session] { *exit = Affected(session, *imagined, *year); });

  auto* statistics = rules.add_subcommand("statistics", "各条规则发现问题的报送份数");
  auto counted = std::make_shared<int>(0);
  statistics->add_option("--year", *counted, "报告年度")->required();
  statistics->callback([=, &session] { *exit = Statistics(session, *counted); });
}

}  // namespace nianbao::cli
