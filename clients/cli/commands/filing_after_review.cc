// What happens to filings beside their review: published, given more time, entered for past years, documents read.
#include <fmt/core.h>

#include <filesystem>

#include "clients/cli/attachment.h"
#include "clients/cli/command_tree/path_value.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/load_file.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/print_findings.h"
#include "clients/cli/print_json.h"
#include "clients/cli/print_verdict.h"
#include "clients/cli/read_file.h"
#include "clients/cli/write_file.h"
#include "clients/cpp/filing_etag.h"
#include "libs/digest/sm3.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using document::v1::DocumentService;
using submission::v1::ReviewService;
using submission::v1::SubmissionService;

template <typename Response>
ExitStatus TellFiling(const Session& session, const absl::StatusOr<Response>& response) {
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{}  {}\n", response->filing().name(), FilingWords(response->filing()));
    PrintDeadline(response->filing());
  }
  return kClean;
}

struct PublishOptions {
  std::string filing;
  std::string url;
  std::string file;
};

ExitStatus Publish(const Session& session, const PublishOptions& options) {
  const auto channel = session.Connect();
  submission::v1::PublishFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(FilingName(options.filing));
  request.mutable_publication()->set_url(options.url);
  if (!options.file.empty()) {
    const auto content = LoadFile(options.file);
    if (!content.ok()) return Refuse(content.status());
    request.mutable_publication()->set_document_digest(digest::Sm3Hex(*content));
  }
  const auto etag = client::EtagOf(*SubmissionService::NewStub(channel), session.call(), request.filing());
  if (!etag.ok()) return Refuse(etag.status());
  request.set_etag(*etag);
  const auto service = ReviewService::NewStub(channel);
  return TellFiling(session, rpc::CallUnary(*service, &ReviewService::Stub::PublishFiling, request, session.call()));
}

struct ExtendOptions {
  std::string filing;
  std::string due_date;
  std::string reason;
};

ExitStatus Extend(const Session& session, const ExtendOptions& options) {
  const auto channel = session.Connect();
  submission::v1::ExtendDeadlineRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(FilingName(options.filing));
  request.set_due_date(options.due_date);
  request.set_reason(options.reason);
  const auto etag = client::EtagOrNone(*SubmissionService::NewStub(channel), session.call(), request.filing());
  if (!etag.ok()) return Refuse(etag.status());
  request.set_etag(*etag);
  const auto service = ReviewService::NewStub(channel);
  return TellFiling(session, rpc::CallUnary(*service, &ReviewService::Stub::ExtendDeadline, request, session.call()));
}

struct BackloadOptions {
  std::string file;
  std::string organ;
  std::string signed_off_by;
};

ExitStatus Backload(const Session& session, const BackloadOptions& options) {
  const auto channel = session.Connect();
  const auto document = ReadFileOf2021(*DocumentService::NewStub(channel), options.file, session.call());
  if (!document.ok()) return Refuse(document.status());
  // A wrong sum is entered as it is printed; a file whose year or layout was not understood is not.
  if (ReadingStatus(*document) == kErrorFindings) {
    PrintFindings(document->findings());
    fmt::print(stderr, "未补录：读取文件时有 {} 项错误，请改正文件后再次补录。\n", ErrorCount(*document));
    return kErrorFindings;
  }
  const auto service = SubmissionService::NewStub(channel);
  submission::v1::BackloadFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(FilingNameOf(options.organ, document->report()));
  *request.mutable_report() = document->report();
  request.set_signed_off_by(options.signed_off_by);
  auto attachment = AttachmentOf(options.file);
  if (!attachment.ok()) return Refuse(attachment.status());
  *request.add_attachments() = *std::move(attachment);
  const auto etag = client::EtagOrNone(*service, session.call(), request.filing());
  if (!etag.ok()) return Refuse(etag.status());
  request.set_etag(*etag);
  auto response = rpc::CallUnary(*service, &SubmissionService::Stub::BackloadFiling, request, session.call());
  const ExitStatus exit = TellFiling(session, response);
  if (exit != kClean) return exit;
  auto& verdict = *response->mutable_filing()->mutable_effective_revision()->mutable_verdict();
  AddPlaces(*document, verdict);
  if (session.output == Output::kText) {
    PrintVerdict(verdict);
    fmt::print("已按原样补录并计入汇总\n");
    for (const std::string& reopened : response->reopened()) fmt::print("已重新校验下一年度的年报 {}\n", reopened);
  }
  return Worse(ReadingStatus(*document), verdict.error_count() > 0 ? kErrorFindings : kClean);
}

struct DocumentOptions {
  std::string filing;
  std::string digest;
  std::string out;
};

ExitStatus SaveDocument(const Session& session, const DocumentOptions& options) {
  const auto service = SubmissionService::NewStub(session.Connect());
  submission::v1::GetDocumentRequest request;
  request.set_filing(FilingName(options.filing));
  request.set_digest(options.digest);
  const auto response = rpc::CallUnary(*service, &SubmissionService::Stub::GetDocument, request, session.call());
  if (!response.ok()) return Refuse(response.status());
  // The name was given by whoever filed it: no more than its last part is used, in the folder where the command runs.
  const std::string name = std::filesystem::path(response->document().name()).filename().string();
  const std::string path = options.out.empty() ? name : options.out;
  const absl::Status written =
      WriteFile(path, response->content(), options.out.empty() ? Existing::kKeep : Existing::kReplace);
  if (!written.ok()) return Refuse(written);
  fmt::print("{}  {}\n", path, response->document().media_type());
  return kClean;
}

}  // namespace

void AddFilingAfterReview(CLI::App& filing, const Session& session, ExitStatus* exit) {
  constexpr const char* kNameHelp = "机关/年度，例如 qinghe-office/2024；汇总报告写 机关/年度-rollup";

  auto* publish = filing.add_subcommand("publish", "登记已受理年报的公开网址");
  auto published = std::make_shared<PublishOptions>();
  publish->add_option("FILING", published->filing, kNameHelp)->required();
  publish->add_option("--url", published->url, "公开的网址")->required();
  publish->add_option("--file", published->file, "公开的文件，登记其 SM3 摘要")->check(NamesFile());
  publish->callback([=, &session] { *exit = Publish(session, *published); });

  auto* extend = filing.add_subcommand("extend", "延长一份报送的期限，尚未填报的也可以");
  auto extended = std::make_shared<ExtendOptions>();
  extend->add_option("FILING", extended->filing, kNameHelp)->required();
  extend->add_option("--until", extended->due_date, "延长到哪一天，如 2025-02-14")->required();
  extend->add_option("--reason", extended->reason, "延期原因")->required();
  extend->callback([=, &session] { *exit = Extend(session, *extended); });

  auto* backload = filing.add_subcommand("backload", "按原样补录往年的年报：即刻受理，校验出的问题一并保留");
  auto backloaded = std::make_shared<BackloadOptions>();
  backload->add_option("FILE", backloaded->file, "报告文件")->required();
  backload->add_option("--organ", backloaded->organ, "报送机关的编号")->required();
  backload->add_option("--signed-off-by", backloaded->signed_off_by, "签发的负责人");
  backload->callback([=, &session] { *exit = Backload(session, *backloaded); });

  auto* document = filing.add_subcommand("document", "取回报送时附上的文件");
  auto kept = std::make_shared<DocumentOptions>();
  document->add_option("FILING", kept->filing, kNameHelp)->required();
  document->add_option("DIGEST", kept->digest, "文件的 SM3 摘要，见 nianbao filing show")->required();
  document->add_option("-o", kept->out, "写到哪个文件；不写则用原来的文件名，已有的文件不覆盖")->check(NamesFile());
  document->callback([=, &session] { *exit = SaveDocument(session, *kept); });
}

}  // namespace nianbao::cli
