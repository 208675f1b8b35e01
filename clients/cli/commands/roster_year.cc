#include <fmt/core.h>

#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;
using directory::v1::RosterAmendment;

const char* ScopeWord(form::v1::Scope scope) { return scope == form::v1::SCOPE_ROLL_UP ? "汇总" : "本级"; }

std::string ContactWords(const organ::v1::Organ& organ) {
  const organ::v1::Contact& contact = organ.contact();
  if (contact.office().empty() && contact.phone().empty()) return "未登记联系方式";
  return fmt::format("{} {}", contact.office(), contact.phone());
}

ExitStatus Freeze(const Session& session, int year, const std::string& day) {
  directory::v1::FreezeRosterRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_year(year);
  request.set_day(day);
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::FreezeRoster, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{} 年度报送名单已固定，共 {} 个机关\n", year, response->organ_count());
  }
  return kClean;
}

struct AmendOptions {
  int year = 0;
  std::string reason;
  std::vector<std::string> added;
  std::vector<std::string> removed;
  std::vector<std::string> closed;
  std::vector<std::string> opened;
};

void AddAmendments(RosterAmendment::Action action, const std::vector<std::string>& organs,
                   directory::v1::AmendRosterRequest& request) {
  for (const std::string& organ : organs) {
    RosterAmendment& amendment = *request.add_amendments();
    amendment.set_action(action);
    amendment.set_organ(OrganName(organ));
  }
}

ExitStatus Amend(const Session& session, const AmendOptions& options) {
  directory::v1::AmendRosterRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_year(options.year);
  request.set_reason(options.reason);
  AddAmendments(RosterAmendment::ACTION_ADD, options.added, request);
  AddAmendments(RosterAmendment::ACTION_REMOVE, options.removed, request);
  AddAmendments(RosterAmendment::ACTION_CLOSE, options.closed, request);
  AddAmendments(RosterAmendment::ACTION_OPEN, options.opened, request);
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::AmendRoster, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{} 年度报送名单已调整 {} 处，现有 {} 个机关\n", options.year, response->reporters_size(),
               response->organ_count());
  }
  return kClean;
}

void PrintOverdue(const directory::v1::ListOverdueResponse& response) {
  for (const auto& filing : response.filings()) {
    const std::string days =
        filing.has_working_days() ? fmt::format("，已逾 {} 个工作日", filing.working_days()) : std::string();
    fmt::print("{:<44}{}  {} 到期{}{}  {}\n", filing.organ().title(), ScopeWord(filing.scope()), filing.due_day(), days,
               filing.returned() ? "，退回未再报" : "", ContactWords(filing.organ()));
  }
}

void PrintSuperiors(const directory::v1::ListOverdueResponse& response) {
  for (const auto& superior : response.superiors()) {
    fmt::print("{}：下级逾期 {} 份（{}）  {}\n", superior.organ().title(), superior.overdue_count(),
               absl::StrJoin(superior.organs(), "、"), ContactWords(superior.organ()));
  }
}

ExitStatus Remind(const Session& session, const std::string& node, int year) {
  const auto service = DirectoryService::NewStub(session.Connect());
  directory::v1::ListOverdueRequest request;
  request.set_node(OrganName(node));
  request.set_year(year);
  directory::v1::ListOverdueResponse last;
  do {
    const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ListOverdue, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    last = *response;
    if (session.output == Output::kJson) {
      PrintJson(last);
    } else {
      PrintOverdue(last);
    }
    request.set_page_token(last.next_page_token());
  } while (!request.page_token().empty());
  if (session.output == Output::kJson) return kClean;
  PrintSuperiors(last);
  if (last.superiors().empty()) fmt::print("截至 {}，没有逾期未报的机关\n", last.day());
  return kClean;
}

struct DeadlineOptions {
  std::string node;
  int year = 0;
  bool roll_up = false;
  std::string day;
  std::string reason;
};

ExitStatus SetDeadline(const Session& session, const DeadlineOptions& options) {
  directory::v1::SetDeadlineRequest request;
  request.set_request_id(rpc::NewRequestId());
  organ::v1::Deadline& deadline = *request.mutable_deadline();
  deadline.set_node(OrganName(options.node));
  deadline.set_year(options.year);
  deadline.set_scope(options.roll_up ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN);
  deadline.set_day(options.day);
  deadline.set_reason(options.reason);
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::SetDeadline, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{} 及其下级 {} 年度{}年报的截止日：{}\n", options.node, options.year, ScopeWord(deadline.scope()),
               options.day.empty() ? "恢复法定日期" : options.day);
    if (response->is_day_off()) fmt::print("提醒：{} 不是工作日\n", options.day);
  }
  return kClean;
}

void PrintDeadlines(const directory::v1::ListDeadlinesResponse& response) {
  for (const auto& deadline : response.deadlines()) {
    fmt::print("{}  {}  {}  {}\n", deadline.day(), ScopeWord(deadline.scope()), deadline.node(), deadline.reason());
  }
}

ExitStatus ListDeadlines(const Session& session, int year) {
  directory::v1::ListDeadlinesRequest request;
  request.set_year(year);
  request.set_page_size(1000);
  const auto service = DirectoryService::NewStub(session.Connect());
  bool any = false;
  do {
    const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ListDeadlines, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) {
      PrintJson(*response);
    } else {
      PrintDeadlines(*response);
    }
    any = any || !response->deadlines().empty();
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  if (!any && session.output != Output::kJson) fmt::print("{} 年度没有另定截止日，按法定日期报送\n", year);
  return kClean;
}

ExitStatus ImportCalendar(const Session& session, const organ::v1::WorkingCalendar& calendar) {
  directory::v1::ImportCalendarRequest request;
  request.set_request_id(rpc::NewRequestId());
  *request.mutable_calendar() = calendar;
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ImportCalendar, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{} 年共 {} 个工作日\n", calendar.year(), response->working_day_count());
  }
  return kClean;
}

void AddDeadline(CLI::App& roster, const Session& session, ExitStatus* exit) {
  auto* deadline = roster.add_subcommand("deadline", "另定截止日：只能比法定日期早，自设定机关起管到下级");
  deadline->require_subcommand(1);
  auto options = std::make_shared<DeadlineOptions>();

  auto* set = deadline->add_subcommand("set", "设定或恢复截止日");
  set->add_option("NODE", options->node, "设定的机关")->required();
  set->add_option("--year", options->year, "报告年度")->required();
  set->add_option("--day", options->day, "截止日，例如 2025-01-26；不写则恢复法定日期");
  set->add_option("--reason", options->reason, "理由")->required();
  set->add_flag("--rollup", options->roll_up, "汇总年报的截止日；不写则为本级年报");
  set->callback([=, &session] { *exit = SetDeadline(session, *options); });

  auto* list = deadline->add_subcommand("list", "列出另定的截止日");
  auto year = std::make_shared<int>(0);
  list->add_option("--year", *year, "报告年度")->required();
  list->callback([=, &session] { *exit = ListDeadlines(session, *year); });
}

void AddCalendar(CLI::App& roster, const Session& session, ExitStatus* exit) {
  auto* calendar = roster.add_subcommand("calendar", "录入一年的放假与调休安排");
  auto year = std::make_shared<int>(0);
  auto source = std::make_shared<std::string>();
  auto days_off = std::make_shared<std::vector<std::string>>();
  auto worked = std::make_shared<std::vector<std::string>>();
  calendar->add_option("--year", *year, "年份")->required();
  calendar->add_option("--source", *source, "依据的通知")->required();
  calendar->add_option("--off", *days_off, "周一至周五中的放假日，按先后写");
  calendar->add_option("--worked", *worked, "调休上班的周末，按先后写");
  calendar->callback([=, &session] {
    organ::v1::WorkingCalendar days;
    days.set_year(*year);
    days.set_source(*source);
    *days.mutable_days_off() = {days_off->begin(), days_off->end()};
    *days.mutable_working_weekend_days() = {worked->begin(), worked->end()};
    *exit = ImportCalendar(session, days);
  });
}

}  // namespace

void AddRosterYear(CLI::App& roster, const Session& session, ExitStatus* exit) {
  auto* freeze = roster.add_subcommand("freeze", "固定一个年度的报送名单");
  auto frozen = std::make_shared<int>(0);
  auto day = std::make_shared<std::string>();
  freeze->add_option("--year", *frozen, "报告年度")->required();
  freeze->add_option("--on", *day, "以哪一天的名册为准；不写即该年 12 月 31 日");
  freeze->callback([=, &session] { *exit = Freeze(session, *frozen, *day); });

  auto* amend = roster.add_subcommand("amend", "调整已固定的报送名单");
  auto options = std::make_shared<AmendOptions>();
  amend->add_option("--year", options->year, "报告年度")->required();
  amend->add_option("--reason", options->reason, "调整理由")->required();
  amend->add_option("--add", options->added, "增列的机关（可多次）")->allow_extra_args(false);
  amend->add_option("--remove", options->removed, "移出的机关（可多次）")->allow_extra_args(false);
  amend->add_option("--close", options->closed, "只报汇总的机关（可多次）")->allow_extra_args(false);
  amend->add_option("--open", options->opened, "恢复下级逐个报送的机关（可多次）")->allow_extra_args(false);
  amend->callback([=, &session] { *exit = Amend(session, *options); });

  auto* remind = roster.add_subcommand("remind", "催报：谁逾期未报、找谁联系，并按上级汇总");
  auto node = std::make_shared<std::string>();
  auto year = std::make_shared<int>(0);
  remind->add_option("NODE", *node, "只列这个节点及其下级");
  remind->add_option("--year", *year, "报告年度")->required();
  remind->callback([=, &session] { *exit = Remind(session, *node, *year); });

  AddDeadline(roster, session, exit);
  AddCalendar(roster, session, exit);
}

}  // namespace nianbao::cli
