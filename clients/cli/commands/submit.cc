#include <fmt/core.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/attachment.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/explanation.h"
#include "clients/cli/file_to_submit.h"
#include "clients/cli/find_documents.h"
#include "clients/cli/organ_by_name.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_verdict.h"
#include "clients/cli/read_file.h"
#include "clients/cli/submit_many.h"
#include "clients/cpp/file_report.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using submission::v1::SubmissionService;

struct SubmitOptions {
  std::vector<std::string> files;
  std::string organ;
  std::vector<std::string> explanations;
  std::string reason;
  bool all_or_nothing = false;
  bool dry_run = false;
};

absl::StatusOr<submission::v1::SubmitFilingRequest> MakeSubmit(const SubmitOptions& options) {
  submission::v1::SubmitFilingRequest request;
  request.set_correction_reason(options.reason);
  for (const std::string& typed : options.explanations) {
    auto explanation = ParseExplanation(typed);
    if (!explanation.ok()) return explanation.status();
    *request.add_explanations() = *std::move(explanation);
  }
  return request;
}

void PrintReading(const std::string& path, const document::v1::ReadDocumentResponse& document) {
  fmt::print("{}：{} {}年\n", path, document.report().organ_name(), document.report().year());
  PrintFindings(document.findings());
}

ExitStatus SubmitOne(const Session& session, const SubmitServices& services, const SubmitOptions& options,
                     const SubmitHow& how, const std::string& path) {
  const auto document = ReadFileOf2021(services.document, path, session.call());
  if (!document.ok()) return Refuse(document.status());
  if (session.output == Output::kText) PrintReading(path, *document);
  // A figure that could not be read is kept as such in a draft; a report whose year or layout was not understood is
  // not.
  if (ReadingStatus(*document) == kErrorFindings) {
    fmt::print(stderr, "未报送：读取文件时有 {} 项错误，请改正文件后再次报送。\n", ErrorCount(*document));
    return kErrorFindings;
  }
  submission::v1::SaveDraftRequest save;
  const auto filing = FilingOf(how, document->report());
  if (!filing.ok()) return Refuse(filing.status());
  save.set_filing(*filing);
  *save.mutable_report() = document->report();
  auto attachment = AttachmentOf(path);
  if (!attachment.ok()) return Refuse(attachment.status());
  *save.add_attachments() = *std::move(attachment);
  auto saved = client::SaveReport(services.submission, session.call(), std::move(save));
  if (!saved.ok()) return Refuse(saved.status());

  auto& verdict = *saved->mutable_filing()->mutable_open_revision()->mutable_verdict();
  AddPlaces(*document, verdict);
  if (session.output == Output::kText) PrintVerdict(verdict);
  if (verdict.error_count() > 0) {
    if (session.output == Output::kJson) PrintJson(*saved);
    if (session.output == Output::kText) {
      fmt::print("未报送：有 {} 项错误。草稿已保存为 {}，改正文件后再次报送。\n", verdict.error_count(),
                 saved->filing().name());
    }
    return Worse(ReadingStatus(*document), kErrorFindings);
  }

  const auto submit = MakeSubmit(options);
  if (!submit.ok()) return Refuse(submit.status());
  const auto submitted = client::SubmitDraft(services.submission, session.call(), saved->filing(), *submit);
  if (!submitted.ok()) return Refuse(submitted.status());
  if (session.output == Output::kJson) {
    PrintJson(*submitted);
  } else {
    fmt::print("{}  {}\n", submitted->filing().name(), FilingWords(submitted->filing()));
  }
  return kClean;
}

ExitStatus Submit(const Session& session, const SubmitOptions& options) {
  const auto paths = FindDocuments(options.files);
  if (!paths.ok()) return Refuse(paths.status());
  const bool many = paths->size() > 1 || options.all_or_nothing || options.dry_run;
  if (many && !options.explanations.empty()) {
    return Refuse(
        status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "--explain: got several files, want one")
            .Chinese("情况说明是对一份报告的说明，使用 --explain 时请逐份报送，不用 --all-or-nothing、--dry-run。"));
  }
  const auto channel = session.Connect();
  const auto document = DocumentService::NewStub(channel);
  const auto submission = SubmissionService::NewStub(channel);
  const SubmitServices services = {*document, *submission};
  SubmitHow how = {.organ = options.organ, .reason = options.reason};
  absl::StatusOr<OrgansByName> organs;
  if (options.organ.empty()) {
    organs = OrgansByName::Read(session, *directory::v1::DirectoryService::NewStub(channel));
    if (!organs.ok()) return Refuse(organs.status());
    how.organs = &*organs;
  }
  if (!many) return SubmitOne(session, services, options, how, paths->front());
  const std::vector<ReportToSubmit> reports = ReportsIn(*paths, session, services, how);
  if (options.all_or_nothing) return SubmitTogether(session, services, reports);
  return SubmitEach(session, services, reports, options.dry_run);
}

}  // namespace

void AddSubmit(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command =
      app.add_subcommand("submit", "读取文件、保存草稿并报送；有错误时只保存草稿。多份时每份一行，最后汇总");
  auto options = std::make_shared<SubmitOptions>();
  command->add_option("FILE", options->files, "报告文件，或装有报告文件的文件夹")->required();
  command->add_option("--organ", options->organ, "报送机关的编号；不写时按报告上的机关名称在名册中查找");
  auto* together = command->add_flag("--all-or-nothing", options->all_or_nothing,
                                     "多份一起报送：全部报送，或者一份也不报送（最多 1000 份）；不保存草稿");
  command->add_flag("--dry-run", options->dry_run, "只核对能否报送，不保存任何内容")->excludes(together);
  command
      ->add_option("--explain", options->explanations,
                   "提醒事项的情况说明：规则=说明（可多次）；只写规则名，即说明该规则的全部提醒；说明以“机构调整”"
                   "“统计口径调整”“规范性文件清理”“上年数据有误”“业务量变化”“无此职能”之一开头的，即为该类原因")
      ->allow_extra_args(false);
  command->add_option("--reason", options->reason, "更正已受理报告的原因");
  command->callback([=, &session] { *exit = Submit(session, *options); });
}

}  // namespace nianbao::cli
