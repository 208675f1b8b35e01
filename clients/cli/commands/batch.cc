#include <fmt/core.h>

#include <map>

#include "clients/cli/batch_sheet.h"
#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/deliver_document.h"
#include "clients/cli/local_services.h"
#include "clients/cli/names.h"
#include "clients/cli/organ_by_name.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using document::v1::Format;

// Of an empty sheet for nobody in particular.
constexpr int kBlankRows = 50;

struct SheetOptions {
  std::string node;
  int year = 0;
  Format format = document::v1::FORMAT_UNSPECIFIED;
  std::string out;
};

struct BatchSubmitOptions {
  std::string file;
  std::string reason;
  bool all_or_nothing = false;
  bool dry_run = false;
};

ExitStatus WriteSheet(const Session& session, const SheetOptions& options,
                      const document::v1::WriteBatchSheetRequest& request) {
  const auto server = StartLocalServices();
  const auto service = DocumentService::NewStub(server->InProcessChannel());
  const auto written = rpc::CallUnary(*service, &DocumentService::Stub::WriteBatchSheet, request, session.call());
  if (!written.ok()) return Refuse(written.status());
  return DeliverDocument(written->content(), written->file_name(), options.format, options.out);
}

ExitStatus SheetOf(const Session& session, const SheetOptions& options, SheetContent content) {
  document::v1::WriteBatchSheetRequest request;
  request.set_format(options.format);
  if (options.node.empty()) {
    request.set_blank_rows(kBlankRows);
    return WriteSheet(session, options, request);
  }
  auto rows = SheetRowsOf(session, OrganName(options.node), options.year, content);
  if (!rows.ok()) return Refuse(rows.status());
  for (auto& row : *rows) *request.add_rows() = std::move(row);
  return WriteSheet(session, options, request);
}

// What there is to say of the sheet itself, not of one of its reports.
void PrintSheet(const document::v1::ReadBatchSheetResponse& sheet, Output output) {
  if (output == Output::kText) {
    PrintFindings(sheet.findings());
    if (sheet.unfilled_rows() > 0) fmt::print("有 {} 行只有机关名称，没有填写，已略过\n", sheet.unfilled_rows());
  } else if (sheet.findings_size() > 0 || sheet.unfilled_rows() > 0) {
    document::v1::ReadBatchSheetResponse without_rows;
    *without_rows.mutable_findings() = sheet.findings();
    without_rows.set_unfilled_rows(sheet.unfilled_rows());
    PrintJson(without_rows);
  }
}

ExitStatus BatchSubmit(const Session& session, const BatchSubmitOptions& options) {
  const auto channel = session.Connect();
  const auto document = DocumentService::NewStub(channel);
  const auto submission = submission::v1::SubmissionService::NewStub(channel);
  const auto sheet = ReadSheet(*document, options.file, session.call());
  if (!sheet.ok()) return Refuse(sheet.status());
  PrintSheet(*sheet, session.output);
  const auto organs = OrgansByName::Read(session, *directory::v1::DirectoryService::NewStub(channel));
  if (!organs.ok()) return Refuse(organs.status());
  const SubmitServices services = {*document, *submission};
  const SubmitHow how = {.organ = "", .reason = options.reason, .organs = &*organs};
  const std::vector<ReportToSubmit> reports = ReportsIn(*sheet, options.file, session, services, how);
  if (options.all_or_nothing) return SubmitTogether(session, services, reports);
  return SubmitEach(session, services, reports, options.dry_run);
}

void AddSheetOptions(CLI::App& command, const std::shared_ptr<SheetOptions>& options) {
  const std::map<std::string, Format> formats = {
      {"xlsx", document::v1::FORMAT_XLSX}, {"csv", document::v1::FORMAT_CSV}, {"json", document::v1::FORMAT_JSON}};
  command.add_option("--to", options->format, "文件格式：xlsx（总计为公式，填错时提示）、csv 或 json")
      ->transform(CLI::CheckedTransformer(formats))
      ->option_text("xlsx|csv|json")
      ->required();
  command.add_option("-o", options->out, kOutHelp)->check(NamesFile())->option_text("OUT");
}

}  // namespace

void AddBatch(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* batch = app.add_subcommand("batch", "批量表：每行一份报告，供只有电子表格的单位填写、报送和导出");
  batch->require_subcommand(1);

  auto* form = batch->add_subcommand("template", "空白批量表；给出节点时，每行已写好应报机关");
  auto blank = std::make_shared<SheetOptions>();
  auto* node = form->add_option("NODE", blank->node, "节点的编号；不给时写一份空白表（无需服务器）");
  form->add_option("--year", blank->year, "年度")->needs(node);
  node->needs("--year");
  AddSheetOptions(*form, blank);
  form->callback([=, &session] { *exit = SheetOf(session, *blank, SheetContent::kNames); });

  auto* reports = batch->add_subcommand("export", "节点下各机关的报告：已受理的，或正在办理的");
  auto filled = std::make_shared<SheetOptions>();
  reports->add_option("NODE", filled->node, "节点的编号")->required();
  reports->add_option("--year", filled->year, "年度")->required();
  AddSheetOptions(*reports, filled);
  reports->callback([=, &session] { *exit = SheetOf(session, *filled, SheetContent::kReports); });

  auto* submit = batch->add_subcommand("submit", "逐行报送批量表；有错误的保存为草稿，每行一个结果，最后汇总");
  auto options = std::make_shared<BatchSubmitOptions>();
  submit->add_option("FILE", options->file, "批量表：xlsx、csv 或 json，最多 1000 份")->required();
  auto* together =
      submit->add_flag("--all-or-nothing", options->all_or_nothing, "一起报送：全部报送，或者一份也不报送；不保存草稿");
  submit->add_flag("--dry-run", options->dry_run, "只核对能否报送，不保存任何内容")->excludes(together);
  submit->add_option("--reason", options->reason, "更正已受理报告的原因");
  submit->callback([=, &session] { *exit = BatchSubmit(session, *options); });
}

}  // namespace nianbao::cli
