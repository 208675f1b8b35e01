#include <fmt/core.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_organ.h"
#include "clients/cli/roster_file.h"
#include "libs/status/error.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using directory::v1::ChangeOrganRequest;
using directory::v1::DirectoryService;

// What every change says.
struct ChangeOptions {
  std::string day;
  std::string reason;
  std::string document;
};

ExitStatus Send(const Session& session, const ChangeOptions& options, ChangeOrganRequest request) {
  request.set_request_id(rpc::NewRequestId());
  request.set_effective_day(options.day);
  request.set_reason(options.reason);
  request.set_document(options.document);
  const auto service = DirectoryService::NewStub(session.Connect());
  const auto response = rpc::CallUnary(*service, &DirectoryService::Stub::ChangeOrgan, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
    return kClean;
  }
  for (const auto& organ : response->organs()) PrintVersion(organ);
  PrintRemarks(response->results());
  return kClean;
}

// The organs of a roster file; exactly one when `one` says so.
absl::StatusOr<std::vector<organ::v1::Organ>> NewOrgans(const std::string& file, bool one) {
  auto organs = ReadRosterFile(file);
  if (!organs.ok() || !one || organs->size() == 1) return organs;
  return status::Error(absl::StatusCode::kInvalidArgument, "ROSTER_FILE_INVALID",
                       absl::StrCat(file, ": got ", organs->size(), " organs, want one"))
      .Meta("path", file)
      .Chinese(absl::StrCat("文件 ", file, " 中有 ", organs->size(), " 个机关，这里应当只有一个。"));
}

ExitStatus SetUp(const Session& session, const ChangeOptions& options, const std::string& file) {
  const auto organs = NewOrgans(file, true);
  if (!organs.ok()) return Refuse(organs.status());
  ChangeOrganRequest request;
  *request.mutable_set_up()->mutable_organ() = organs->front();
  return Send(session, options, std::move(request));
}

ExitStatus Update(const Session& session, const ChangeOptions& options, const std::string& file) {
  const auto organs = NewOrgans(file, true);
  if (!organs.ok()) return Refuse(organs.status());
  ChangeOrganRequest request;
  *request.mutable_update()->mutable_organ() = organs->front();
  return Send(session, options, std::move(request));
}

ExitStatus Rename(const Session& session, const ChangeOptions& options, const std::string& organ,
                  const std::string& title) {
  ChangeOrganRequest request;
  request.mutable_rename()->set_organ(OrganName(organ));
  request.mutable_rename()->set_title(title);
  return Send(session, options, std::move(request));
}

ExitStatus Move(const Session& session, const ChangeOptions& options, const std::string& organ,
                const std::string& parent) {
  ChangeOrganRequest request;
  request.mutable_move()->set_organ(OrganName(organ));
  request.mutable_move()->set_parent(OrganName(parent));
  return Send(session, options, std::move(request));
}

ExitStatus Merge(const Session& session, const ChangeOptions& options, const std::vector<std::string>& merged,
                 const std::string& into, const std::string& file) {
  ChangeOrganRequest request;
  for (const std::string& organ : merged) request.mutable_merge()->add_organs(OrganName(organ));
  request.mutable_merge()->mutable_into()->set_name(OrganName(into));
  if (!file.empty()) {
    const auto organs = NewOrgans(file, true);
    if (!organs.ok()) return Refuse(organs.status());
    *request.mutable_merge()->mutable_into() = organs->front();
  }
  return Send(session, options, std::move(request));
}

ExitStatus Split(const Session& session, const ChangeOptions& options, const std::string& organ,
                 const std::vector<std::string>& into, const std::string& file) {
  ChangeOrganRequest request;
  request.mutable_split()->set_organ(OrganName(organ));
  for (const std::string& name : into) request.mutable_split()->add_into()->set_name(OrganName(name));
  if (!file.empty()) {
    const auto organs = NewOrgans(file, false);
    if (!organs.ok()) return Refuse(organs.status());
    for (const auto& fresh : *organs) *request.mutable_split()->add_into() = fresh;
  }
  return Send(session, options, std::move(request));
}

ExitStatus Dissolve(const Session& session, const ChangeOptions& options, const std::string& organ,
                    const std::vector<std::string>& successors) {
  ChangeOrganRequest request;
  request.mutable_dissolve()->set_organ(OrganName(organ));
  for (const std::string& name : successors) request.mutable_dissolve()->add_successors(OrganName(name));
  return Send(session, options, std::move(request));
}

// A kind of change, with the options that all have.
CLI::App* AddKind(CLI::App& change, const char* name, const char* help, ChangeOptions& options) {
  auto* kind = change.add_subcommand(name, help);
  kind->add_option("--on", options.day, "生效日，例如 2025-03-01")->required();
  kind->add_option("--reason", options.reason, "变更理由")->required();
  kind->add_option("--document", options.document, "批准的文号");
  return kind;
}

}  // namespace

void AddRosterChange(CLI::App& roster, const Session& session, ExitStatus* exit) {
  constexpr const char* kFileHelp = "名册格式的 CSV 文件或工作簿，写新机关";
  auto* change = roster.add_subcommand("change", "机关变更：设立、更名、划转、合并、分设、撤销，自生效日起");
  change->require_subcommand(1);
  auto options = std::make_shared<ChangeOptions>();
  auto organ = std::make_shared<std::string>();
  auto other = std::make_shared<std::string>();
  auto others = std::make_shared<std::vector<std::string>>();
  auto file = std::make_shared<std::string>();

  auto* set_up = AddKind(*change, "set-up", "设立新机关", *options);
  set_up->add_option("FILE", *file, kFileHelp)->required();
  set_up->callback([=, &session] { *exit = SetUp(session, *options, *file); });

  auto* update = AddKind(*change, "update", "变更类别、报告范围、代码、联系方式等", *options);
  update->add_option("FILE", *file, "名册格式的 CSV 文件或工作簿，写变更后的机关")->required();
  update->callback([=, &session] { *exit = Update(session, *options, *file); });

  auto* rename = AddKind(*change, "rename", "更名", *options);
  rename->add_option("ORGAN", *organ, "机关")->required();
  rename->add_option("TITLE", *other, "新名称")->required();
  rename->callback([=, &session] { *exit = Rename(session, *options, *organ, *other); });

  auto* move = AddKind(*change, "move", "划转到另一上级之下", *options);
  move->add_option("ORGAN", *organ, "机关")->required();
  move->add_option("PARENT", *other, "新上级；不写则自成一树");
  move->callback([=, &session] { *exit = Move(session, *options, *organ, *other); });

  auto* merge = AddKind(*change, "merge", "合并", *options);
  merge->add_option("ORGANS", *others, "被合并、不再保留的机关")->required();
  auto* into = merge->add_option("--into", *other, "合并后的机关（已在名册中）");
  auto* fresh = merge->add_option("--new", *file, kFileHelp)->check(NamesFile())->excludes(into);
  merge->callback([=, &session] {
    if (into->count() + fresh->count() == 0) throw CLI::RequiredError("--into or --new");
    *exit = Merge(session, *options, *others, *other, *file);
  });

  auto* split = AddKind(*change, "split", "分设", *options);
  split->add_option("ORGAN", *organ, "被分设的机关")->required();
  split->add_option("--into", *others, "承接的机关（已在名册中；写原机关则原机关保留）")->allow_extra_args(false);
  split->add_option("--new", *file, kFileHelp)->check(NamesFile());
  split->callback([=, &session] { *exit = Split(session, *options, *organ, *others, *file); });

  auto* dissolve = AddKind(*change, "dissolve", "撤销", *options);
  dissolve->add_option("ORGAN", *organ, "被撤销的机关")->required();
  dissolve->add_option("--to", *others, "承接职责的机关（可多次）")->allow_extra_args(false);
  dissolve->callback([=, &session] { *exit = Dissolve(session, *options, *organ, *others); });
}

}  // namespace nianbao::cli
