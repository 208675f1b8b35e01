#include <fmt/core.h>

#include <map>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/print_json.h"
#include "clients/cli/roster_csv.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;

ExitStatus ImportRoster(const Session& session, const std::string& file) {
  auto organs = ReadRosterCsv(file);
  if (!organs.ok()) return Refuse(organs.status());
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(rpc::NewRequestId());
  for (auto& organ : *organs) *request.add_organs() = std::move(organ);
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ImportOrgans, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("名册已导入：新增 {}，变更 {}，未变 {}\n", response->added_count(), response->changed_count(),
               response->unchanged_count());
  }
  return kClean;
}

ExitStatus ListRoster(const Session& session, const std::string& node) {
  const auto service = DirectoryService::NewStub(session.Connect());
  directory::v1::ListOrgansRequest request;
  request.set_node(OrganName(node));
  std::map<std::string, int> depth;
  do {
    const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ListOrgans, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) {
      PrintJson(*response);
    } else {
      for (const auto& organ : response->organs()) {
        const auto parent = depth.find(organ.parent());
        const int level = depth[organ.name()] = parent == depth.end() ? 0 : parent->second + 1;
        fmt::print("{:{}}{}  {}\n", "", level * 2, organ.title(), organ.name());
      }
    }
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  return kClean;
}

ExitStatus ShowStatus(const Session& session, const std::string& node, int year) {
  const auto service = DirectoryService::NewStub(session.Connect());
  directory::v1::GetCompletenessRequest request;
  request.set_node(OrganName(node));
  request.set_year(year);
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::GetCompleteness, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  int accepted = 0;
  for (const auto& status : response->statuses()) {
    const char* scope = status.scope() == form::v1::SCOPE_ROLL_UP ? "汇总" : "本级";
    fmt::print("{:<44}{:<6}{}\n", status.organ().title(), scope, FilingWords(status.filing()));
    if (status.filing().has_effective_revision()) ++accepted;
  }
  fmt::print("应报 {} 份，已受理 {} 份\n", response->statuses_size(), accepted);
  return kClean;
}

}  // namespace

void AddRoster(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* roster = app.add_subcommand("roster", "机关名册：谁应当报告，谁已经报告");
  roster->require_subcommand(1);

  auto* import = roster->add_subcommand("import", "从 CSV 文件导入机关");
  auto file = std::make_shared<std::string>();
  import->add_option("FILE", *file, "CSV 文件")->required();
  import->callback([=, &session] { *exit = ImportRoster(session, *file);
});

auto* list = roster->add_subcommand("list", "按树列出机关");
auto list_node = std::make_shared<std::string>();
list->add_option("NODE", *list_node, "只列这个节点及其下级");
list->callback([=, &session] { *exit = ListRoster(session, *list_node); });

auto* status = roster->add_subcommand("status", "列出各机关的报告状态");
auto status_node = std::make_shared<std::string>();
auto year = std::make_shared<int>(0);
status->add_option("NODE", *status_node, "节点")->required();
status->add_option("--year", *year, "报告年度")->required();
status->callback([=, &session] { *exit = ShowStatus(session, *status_node, *year); });
}  // namespace nianbao::cli

}  // namespace nianbao::cli
