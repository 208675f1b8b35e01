#include <fmt/core.h>

#include "clients/cli/commands/commands.h"
#include "clients/cli/explanation.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_report.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::SubmissionService;

absl::StatusOr<submission::v1::Filing> Get(const Session& session, SubmissionService::Stub& service,
                                           const std::string& name) {
  submission::v1::GetFilingRequest request;
  request.set_name(FilingName(name));
  auto response = rpc::CallUnary(service, &SubmissionService::Stub::GetFiling, request, session.call());
  if (!response.ok()) return response.status();
  return std::move(*response->mutable_filing());
}

ExitStatus ListFilings(const Session& session, const std::string& node, int year) {
  const auto service = SubmissionService::NewStub(session.Connect());
  submission::v1::ListFilingsRequest request;
  request.set_node(OrganName(node));
  request.set_year(year);
  do {
    const auto response = rpc::CallUnary(*service, &SubmissionService::Stub::ListFilings, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) PrintJson(*response);
    if (session.output == Output::kText) {
      for (const auto& filing : response->filings()) fmt::print("{:<56}{}\n", filing.name(), FilingWords(filing));
    }
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  return kClean;
}

ExitStatus Show(const Session& session, const std::string& name) {
  const auto service = SubmissionService::NewStub(session.Connect());
  const auto filing = Get(session, *service, name);
  if (!filing.ok()) return Refuse(filing.status());
  if (session.output == Output::kJson) {
    PrintJson(*filing);
    return kClean;
  }
  const auto& shown = filing->has_effective_revision() ? filing->effective_revision() : filing->open_revision();
  if (session.output == Output::kCells) {
    PrintCells(shown.report());
    return kClean;
  }
  fmt::print("{}  {}\n", filing->name(), FilingWords(*filing));
  PrintDeadline(*filing);
  if (filing->has_effective_revision()) PrintRevision(filing->effective_revision());
  if (filing->has_open_revision()) PrintRevision(filing->open_revision());
  if (shown.has_report()) PrintTables(shown.report());
  return kClean;
}

ExitStatus History(const Session& session, const std::string& name) {
  const auto service = SubmissionService::NewStub(session.Connect());
  submission::v1::ListRevisionsRequest request;
  request.set_filing(FilingName(name));
  do {
    const auto response = rpc::CallUnary(*service, &SubmissionService::Stub::ListRevisions, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) {
      PrintJson(*response);
    } else {
      for (const auto& revision : response->revisions()) PrintRevision(revision);
    }
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  return kClean;
}

ExitStatus Withdraw(const Session& session, const std::string& name, const std::string& reason) {
  const auto service = SubmissionService::NewStub(session.Connect());
  const auto filing = Get(session, *service, name);
  if (!filing.ok()) return Refuse(filing.status());
  submission::v1::WithdrawFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(filing->name());
  request.set_etag(filing->etag());
  request.set_reason(reason);
  const auto response = rpc::CallUnary(*service, &SubmissionService::Stub::WithdrawFiling, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("已撤回 {}\n", response->filing().name());
  }
  return kClean;
}

ExitStatus Explain(const Session& session, const std::string& name, const std::vector<std::string>& explanations) {
  const auto service = SubmissionService::NewStub(session.Connect());
  submission::v1::ExplainWarningRequest request;
  request.set_request_id(rpc::NewRequestId());
  for (const std::string& typed : explanations) {
    auto explanation = ParseExplanation(typed);
    if (!explanation.ok()) return Refuse(explanation.status());
    *request.add_explanations() = *std::move(explanation);
  }
  const auto filing = Get(session, *service, name);
  if (!filing.ok()) return Refuse(filing.status());
  request.set_filing(filing->name());
  request.set_etag(filing->etag());
  const auto response = rpc::CallUnary(*service, &SubmissionService::Stub::ExplainWarning, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    PrintRevision(response->filing().open_revision());
  }
  return kClean;
}

}  // namespace

void AddFiling(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* filing = app.add_subcommand("filing", "查看、说明、撤回报送，登记公开、延期、补录");
  filing->require_subcommand(1);
  constexpr const char* kNameHelp = "报送的名称：机关/年度，例如 qinghe-office/2024；汇总报告写 机关/年度-rollup";

  auto* list = filing->add_subcommand("list", "列出报送");
  auto node = std::make_shared<std::string>();
  auto year = std::make_shared<int>(0);
  list->add_option("NODE", *node, "只列这个节点及其下级");
  list->add_option("--year", *year, "只列这个年度");
  list->callback([=, &session] { *exit = ListFilings(session, *node, *year); });

  auto* show = filing->add_subcommand("show", "显示一份报送的状态、问题与各表");
  auto shown = std::make_shared<std::string>();
  show->add_option("FILING", *shown, kNameHelp)->required();
  show->callback([=, &session] { *exit = Show(session, *shown); });

  auto* history = filing->add_subcommand("history", "列出一份报送的各个版本");
  auto told = std::make_shared<std::string>();
  history->add_option("FILING", *told, kNameHelp)->required();
  history->callback([=, &session] { *exit = History(session, *told); });

  auto* explain = filing->add_subcommand("explain", "为草稿或退回的版本补充情况说明，不报送");
  auto explained = std::make_shared<std::string>();
  auto explanations = std::make_shared<std::vector<std::string>>();
  explain->add_option("FILING", *explained, kNameHelp)->required();
  explain->add_option("--explain", *explanations, "规则=说明，写法同 nianbao submit（可多次）")
      ->required()
      ->allow_extra_args(false);
  explain->callback([=, &session] { *exit = Explain(session, *explained, *explanations); });

  auto* withdraw = filing->add_subcommand("withdraw", "撤回尚未受理的版本");
  auto withdrawn = std::make_shared<std::string>();
  auto reason = std::make_shared<std::string>();
  withdraw->add_option("FILING", *withdrawn, kNameHelp)->required();
  withdraw->add_option("--reason", *reason, "撤回原因");
  withdraw->callback([=, &session] { *exit = Withdraw(session, *withdrawn, *reason); });

  AddFilingAfterReview(*filing, session, exit);
}

}  // namespace nianbao::cli
