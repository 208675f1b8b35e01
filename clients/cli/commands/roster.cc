#include <fmt/core.h>

#include <map>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_organ.h"
#include "clients/cli/roster_file.h"
#include "clients/cli/timeliness_word.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;

struct ImportOptions {
  std::string file;
  bool dry_run = false;
};

ExitStatus ImportRoster(const Session& session, const ImportOptions& options) {
  auto organs = ReadRosterFile(options.file);
  if (!organs.ok()) return Refuse(organs.status());
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_dry_run(options.dry_run);
  for (auto& organ : *organs) *request.add_organs() = std::move(organ);
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ImportOrgans, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    PrintRemarks(response->results());
    fmt::print("{}：新增 {}，变更 {}，未变 {}", options.dry_run ? "试导入（未写入）" : "名册已导入",
               response->added_count(), response->changed_count(), response->unchanged_count());
    fmt::print("{}\n", response->refused_count() > 0 ? fmt::format("，有误 {}", response->refused_count()) : "");
  }
  return response->refused_count() > 0 ? kErrorFindings : kClean;
}

ExitStatus ListRoster(const Session& session, const std::string& node, const std::string& day) {
  const auto service = DirectoryService::NewStub(session.Connect());
  directory::v1::ListOrgansRequest request;
  request.set_node(OrganName(node));
  request.set_day(day);
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

ExitStatus ShowOrgan(const Session& session, const std::string& organ) {
  const auto service = DirectoryService::NewStub(session.Connect());
  directory::v1::GetOrganRequest request;
  request.set_name(OrganName(organ));
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::GetOrgan, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    for (const auto& version : response->history()) PrintVersion(version);
  }
  return kClean;
}

void PrintCounts(const std::string& title, const directory::v1::FilingCounts& counts) {
  fmt::print("{}：应报 {} 份，已报 {}（按时 {}，逾期 {}），已受理 {}，退回 {}，逾期未报 {}\n", title, counts.expected(),
             counts.filed(), counts.on_time(), counts.late(), counts.accepted(), counts.returned(), counts.overdue());
}

void PrintStatuses(const directory::v1::GetCompletenessResponse& response) {
  for (const auto& status : response.statuses()) {
    const char* scope = status.scope() == form::v1::SCOPE_ROLL_UP ? "汇总" : "本级";
    fmt::print("{:<44}{:<6}{}  {} 到期，{}\n", status.organ().title(), scope, FilingWords(status.filing()),
               status.due_day(), TimelinessWord(status.timeliness()));
  }
}

ExitStatus ShowStatus(const Session& session, const std::string& node, int year) {
  const auto service = DirectoryService::NewStub(session.Connect());
  directory::v1::GetCompletenessRequest request;
  request.set_node(OrganName(node));
  request.set_year(year);
  directory::v1::GetCompletenessResponse last;
  do {
    const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::GetCompleteness, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    last = *response;
    if (session.output == Output::kJson) {
      PrintJson(last);
    } else {
      PrintStatuses(last);
    }
    request.set_page_token(last.next_page_token());
  } while (!request.page_token().empty());
  if (session.output == Output::kJson) return kClean;
  for (const auto& child : last.children()) {
    // A single report speaks for itself.
    if (child.counts().expected() > 1) PrintCounts(child.organ().title(), child.counts());
  }
  PrintCounts(fmt::format("合计（截至 {}{}）", last.day(), last.frozen() ? "，名单已固定" : ""), last.counts());
  return kClean;
}

}  // namespace

void AddRoster(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* roster = app.add_subcommand("roster", "机关名册：谁应当报告，谁已经报告");
  roster->require_subcommand(1);

  auto* take_in = roster->add_subcommand("import", "从 CSV 文件或 Excel 工作簿（.xlsx）导入机关");
  auto options = std::make_shared<ImportOptions>();
  take_in->add_option("FILE", options->file, "CSV 文件或工作簿")->required();
  take_in->add_flag("--dry-run", options->dry_run, "只试不写：逐个机关说明会怎样");
  take_in->callback([=, &session] { *exit = ImportRoster(session, *options); });

  auto* list = roster->add_subcommand("list", "按树列出机关");
  auto list_node = std::make_shared<std::string>();
  auto day = std::make_shared<std::string>();
  list->add_option("NODE", *list_node, "只列这个节点及其下级");
  list->add_option("--on", *day, "某一天的名册，例如 2024-12-31；不写即今天");
  list->callback([=, &session] { *exit = ListRoster(session, *list_node, *day); });

  auto* show = roster->add_subcommand("show", "显示一个机关的沿革");
  auto shown = std::make_shared<std::string>();
  show->add_option("ORGAN", *shown, "机关")->required();
  show->callback([=, &session] { *exit = ShowOrgan(session, *shown); });

  AddRosterChange(*roster, session, exit);
  AddRosterYear(*roster, session, exit);

  auto* status = roster->add_subcommand("status", "报送进度：各机关报没报、是否按时，并按下级汇总");
  auto status_node = std::make_shared<std::string>();
  auto year = std::make_shared<int>(0);
  status->add_option("NODE", *status_node, "节点")->required();
  status->add_option("--year", *year, "报告年度")->required();
  status->callback([=, &session] { *exit = ShowStatus(session, *status_node, *year); });
}

}  // namespace nianbao::cli
