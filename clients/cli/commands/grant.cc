#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/shanghai_time.h"
#include "libs/access/role_words.h"
#include "nianbao/directory/v1/grant_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using access::RoleWords;
using access::WordsOf;
using directory::v1::GrantService;
using organ::v1::Grant;
using organ::v1::KeptGrant;

struct GrantOptions {
  std::string subject;
  std::string role;
  std::string node;
  std::string reason;
};

Grant GrantOf(const GrantOptions& options) {
  Grant grant;
  grant.set_subject(options.subject);
  const auto found = std::find(RoleWords().begin(), RoleWords().end(), options.role);
  grant.set_role(static_cast<Grant::Role>(found - RoleWords().begin() + 1));
  grant.set_node(OrganName(options.node));
  return grant;
}

std::string Words(const Grant& grant) {
  return fmt::format("{}  {}  {}", grant.subject(), WordsOf(grant.role()),
                     grant.node().empty() ? "全部机关" : grant.node());
}

void Print(const KeptGrant& kept) {
  fmt::print("{}  {} 于 {} 授予：{}\n", Words(kept.grant()), kept.author(), ShanghaiTime(kept.time()), kept.reason());
}

ExitStatus Add(const Session& session, const GrantOptions& options) {
  directory::v1::GrantRoleRequest request;
  request.set_request_id(rpc::NewRequestId());
  *request.mutable_grant() = GrantOf(options);
  request.set_reason(options.reason);
  const auto service = GrantService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &GrantService::Stub::GrantRole, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  session.output == Output::kJson ? PrintJson(*response) : Print(response->grant());
  return kClean;
}

ExitStatus Revoke(const Session& session, const GrantOptions& options) {
  directory::v1::RevokeRoleRequest request;
  request.set_request_id(rpc::NewRequestId());
  *request.mutable_grant() = GrantOf(options);
  request.set_reason(options.reason);
  const auto service = GrantService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &GrantService::Stub::RevokeRole, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("已收回：{}\n", Words(request.grant()));
  }
  return kClean;
}

ExitStatus List(const Session& session, const GrantOptions& options) {
  const auto service = GrantService::NewStub(session.Connect());
  directory::v1::ListGrantsRequest request;
  request.set_subject(options.subject);
  request.set_node(OrganName(options.node));
  request.set_page_size(1000);
  bool any = false;
  do {
    const auto response = rpc::CallUnary(*service, &GrantService::Stub::ListGrants, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) {
      PrintJson(*response);
    } else {
      for (const KeptGrant& kept : response->grants()) Print(kept);
    }
    any = any || !response->grants().empty();
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  if (!any && session.output != Output::kJson) fmt::print("没有授权\n");
  return kClean;
}

std::shared_ptr<GrantOptions> AddOptions(CLI::App& command, const std::string& why) {
  auto options = std::make_shared<GrantOptions>();
  command.add_option("SUBJECT", options->subject, "谁，按其凭证上的姓名")->required();
  command.add_option("--role", options->role, "角色")->required()->check(CLI::IsMember(RoleWords()));
  command.add_option("--node", options->node, "在哪个节点及其下级；不写则为全部机关");
  command.add_option("--reason", options->reason, why)->required();
  return options;
}

}  // namespace

void AddGrant(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* grant = app.add_subcommand("grant", "授权：谁在哪里可以做什么");
  grant->require_subcommand(1);

  auto* add = grant->add_subcommand("add", "授予一个角色");
  auto added = AddOptions(*add, "授予理由");
  add->callback([=, &session] { *exit = Add(session, *added); });

  auto* revoke = grant->add_subcommand("revoke", "收回一个角色");
  auto revoked = AddOptions(*revoke, "收回理由");
  revoke->callback([=, &session] { *exit = Revoke(session, *revoked); });

  auto* list = grant->add_subcommand("list", "列出授权");
  auto listed = std::make_shared<GrantOptions>();
  list->add_option("--subject", listed->subject, "只看这个人的");
  list->add_option("--node", listed->node, "只看对这个机关有效的，含在其上级授予的");
  list->callback([=, &session] { *exit = List(session, *listed); });
}

}  // namespace nianbao::cli
