#include <fmt/core.h>
#include <google/protobuf/util/time_util.h>

#include <map>
#include <optional>

#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/deliver_document.h"
#include "clients/cli/log_position.h"
#include "clients/cli/names.h"
#include "clients/cli/print_aggregate.h"
#include "clients/cli/print_error.h"
#include "clients/cli/shanghai_time.h"
#include "clients/cli/yearbook_annexes.h"
#include "clients/cli/yearbook_reporters.h"
#include "libs/status/try.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::Aggregate;
using aggregation::v1::AggregationService;
using directory::v1::DirectoryService;
using document::v1::DocumentService;
using document::v1::Format;

struct YearbookOptions {
  std::string node;
  int year = 0;
  Format format = document::v1::FORMAT_UNSPECIFIED;
  std::string out;
  bool today = false;
};

struct Yearbook {
  Aggregate aggregate;
  // None for a node that was set up after the year.
  std::optional<Reporters> reporters;
};

absl::StatusOr<Yearbook> ReadYearbook(const Session& session, const std::shared_ptr<grpc::Channel>& channel,
                                      const YearbookOptions& options) {
  aggregation::v1::GetAggregateRequest request;
  request.set_node(OrganName(options.node));
  request.set_year(options.year);
  request.set_tree(options.today ? aggregation::v1::TREE_TODAY : aggregation::v1::TREE_YEAR);
  ASSIGN_OR_RETURN(const submission::v1::EventToken head, HeadOfLog(session, channel));
  request.set_min_sequence(head.sequence());
  const auto aggregation = AggregationService::NewStub(channel);
  ASSIGN_OR_RETURN(auto response,
                   rpc::CallUnary(*aggregation, &AggregationService::Stub::GetAggregate, request, session.call()));
  Yearbook yearbook;
  yearbook.aggregate = std::move(*response.mutable_aggregate());
  const auto directory = DirectoryService::NewStub(channel);
  auto reporters = ReadReporters(session, *directory, request.node(), options.year);
  if (options.today && absl::IsNotFound(reporters.status())) return yearbook;
  RETURN_IF_ERROR(reporters.status());
  yearbook.reporters = *std::move(reporters);
  return yearbook;
}

// On standard error, so that the file itself can go to standard output.
void Warn(const Yearbook& yearbook) {
  const auto& coverage = yearbook.aggregate.coverage();
  if (IsPartial(coverage) || coverage.expected() == 0) {
    fmt::print(stderr, "警告：{}\n", CompletenessSentence(coverage));
  } else {
    fmt::print(stderr, "{}\n", CompletenessSentence(coverage));
  }
  const std::string unresolved = UnresolvedSentence(yearbook.aggregate);
  if (!unresolved.empty()) fmt::print(stderr, "警告：{}\n", unresolved);
  if (!yearbook.reporters) {
    fmt::print(stderr, "提醒：该节点不在 {} 年度的报送名单中，没有附应报机关名单。\n", yearbook.aggregate.year());
  } else if (const size_t count = yearbook.reporters->all.size(); count > kListedMax) {
    fmt::print(stderr, "提醒：应报机关共 {} 个，附件只列前 {} 个，未计入合计的在前。\n", count, kListedMax);
  }
  fmt::print(stderr, "第二至第四部分的表格已填写；第一、五、六部分由本机关撰写，未填文字。\n");
}

ExitStatus WriteYearbook(const Session& session, const YearbookOptions& options) {
  const auto channel = session.Connect();
  const auto yearbook = ReadYearbook(session, channel, options);
  if (!yearbook.ok()) return Refuse(yearbook.status());
  document::v1::WriteDocumentRequest request;
  *request.mutable_report() = yearbook->aggregate.totals();
  request.set_format(options.format);
  *request.add_annexes() =
      CoverageAnnex(yearbook->aggregate, ShanghaiTime(google::protobuf::util::TimeUtil::GetCurrentTime()));
  if (yearbook->reporters) *request.add_annexes() = ReportersAnnex(yearbook->aggregate, *yearbook->reporters);
  const auto service = DocumentService::NewStub(channel);
  const auto written = rpc::CallUnary(*service, &DocumentService::Stub::WriteDocument, request, session.call());
  if (!written.ok()) return Refuse(written.status());
  Warn(*yearbook);
  return DeliverDocument(written->content(), written->file_name(), options.format, options.out);
}

}  // namespace

void AddYearbook(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* command = app.add_subcommand("yearbook", "把一个节点的汇总数写成汇总年度报告，附汇总范围和应报机关名单");
  const std::map<std::string, Format> formats = {
      {"docx", document::v1::FORMAT_DOCX}, {"xlsx", document::v1::FORMAT_XLSX}, {"html", document::v1::FORMAT_HTML}};
  auto options = std::make_shared<YearbookOptions>();
  command->add_option("NODE", options->node, "节点")->required();
  command->add_option("--year", options->year, "报告年度")->required();
  command->add_option("--to", options->format, "要写成的格式：docx、xlsx 或 html")
      ->transform(CLI::CheckedTransformer(formats))
      ->option_text("docx|xlsx|html")
      ->required();
  command->add_option("-o", options->out, kOutHelp)->check(NamesFile())->option_text("OUT");
  command->add_flag("--today", options->today, "按机关现在的隶属关系汇总；不写则按该年度的报送名单");
  command->callback([=, &session] { *exit = WriteYearbook(session, *options); });
}

}  // namespace nianbao::cli
