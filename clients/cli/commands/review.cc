#include <fmt/core.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/explanation.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/print_json.h"
#include "clients/cpp/filing_etag.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::ReviewService;
using submission::v1::Revision;
using submission::v1::SubmissionService;

struct ReturnOptions {
  std::string filing;
  std::string reason;
  std::vector<std::string> remarks;
  std::vector<std::string> refusals;
  std::vector<std::string> kinds;
  std::string due_date;
};

std::vector<std::string> AllReturnKindWords() {
  std::vector<std::string> words;
  for (int kind = 1; kind < Revision::ReturnKind_ARRAYSIZE; ++kind) {
    words.push_back(ReturnKindWords(static_cast<Revision::ReturnKind>(kind)));
  }
  return words;
}

template <typename Response>
ExitStatus TellReview(const Session& session, const absl::StatusOr<Response>& response) {
  if (!response.ok()) return Refuse(response.status());
  if (session.output == Output::kJson) {
    PrintJson(*response);
  } else {
    fmt::print("{}  {}\n", response->filing().name(), FilingWords(response->filing()));
  }
  return kClean;
}

// Only a report that was checked again after its submission can have errors, or no verdict.
std::string VerdictWords(const submission::v1::Revision& revision) {
  if (!revision.has_verdict()) return "未能校验";
  const auto& verdict = revision.verdict();
  const std::string errors = verdict.error_count() > 0 ? absl::StrCat("错误 ", verdict.error_count(), " 项，") : "";
  return absl::StrCat(errors, "提醒 ", verdict.warning_count(), " 项");
}

void PrintWaiting(const submission::v1::Filing& filing) {
  const auto& revision = filing.open_revision();
  fmt::print("{:<56}{} 报送，{}{}\n", filing.name(), revision.submitter(), VerdictWords(revision),
             revision.reopened_by().empty() ? "" : "，上年年报变动后已重新校验");
}

ExitStatus ListQueue(const Session& session, const std::string& node, int year) {
  const auto service = ReviewService::NewStub(session.Connect());
  submission::v1::ListReviewQueueRequest request;
  request.set_node(OrganName(node));
  request.set_year(year);
  request.set_page_size(1000);
  int count = 0;
  do {
    const auto response = rpc::CallUnary(*service, &ReviewService::Stub::ListReviewQueue, request, session.call());
    if (!response.ok()) return Refuse(response.status());
    if (session.output == Output::kJson) {
      PrintJson(*response);
    } else {
      for (const auto& filing : response->filings()) PrintWaiting(filing);
    }
    count += response->filings_size();
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  if (session.output != Output::kJson) fmt::print("待审核 {} 份\n", count);
  return kClean;
}

ExitStatus Accept(const Session& session, const std::string& typed, const std::string& signed_off_by) {
  const auto channel = session.Connect();
  submission::v1::AcceptFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(FilingName(typed));
  request.set_signed_off_by(signed_off_by);
  const auto etag = client::EtagOf(*SubmissionService::NewStub(channel), session.call(), request.filing());
  if (!etag.ok()) return Refuse(etag.status());
  request.set_etag(*etag);
  const auto service = ReviewService::NewStub(channel);
  const auto response = rpc::CallUnary(*service, &ReviewService::Stub::AcceptFiling, request, session.call());
  const ExitStatus exit = TellReview(session, response);
  if (exit == kClean && session.output == Output::kText) {
    for (const std::string& reopened : response->reopened()) fmt::print("已重新校验下一年度的年报 {}\n", reopened);
  }
  return exit;
}

ExitStatus Return(const Session& session, const ReturnOptions& options) {
  const auto channel = session.Connect();
  submission::v1::ReturnFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(FilingName(options.filing));
  request.set_reason(options.reason);
  request.set_due_date(options.due_date);
  const std::vector<std::string> all_kinds = AllReturnKindWords();
  for (const std::string& kind : options.kinds) {
    const auto found = std::find(all_kinds.begin(), all_kinds.end(), kind);
    request.add_kinds(static_cast<Revision::ReturnKind>(found - all_kinds.begin() + 1));
  }
  for (const std::string& typed : options.remarks) {
    const size_t equals = typed.find('=');
    if (equals == std::string::npos) {
      return Refuse(status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                                  absl::StrCat("--remark: got \"", typed, "\", want CELL=TEXT"))
                        .Chinese("批注应写作 --remark 单元格代码=批注；代码见 nianbao form。"));
    }
    auto& remark = *request.add_remarks();
    remark.set_cell(typed.substr(0, equals));
    remark.set_text(typed.substr(equals + 1));
  }
  for (const std::string& typed : options.refusals) {
    auto refusal = ParseRefusal(typed);
    if (!refusal.ok()) return Refuse(refusal.status());
    *request.add_refusals() = *std::move(refusal);
  }
  const auto etag = client::EtagOf(*SubmissionService::NewStub(channel), session.call(), request.filing());
  if (!etag.ok()) return Refuse(etag.status());
  request.set_etag(*etag);
  const auto service = ReviewService::NewStub(channel);
  return TellReview(session, rpc::CallUnary(*service, &ReviewService::Stub::ReturnFiling, request, session.call()));
}

ExitStatus Revoke(const Session& session, const std::string& typed, const std::string& reason) {
  const auto channel = session.Connect();
  submission::v1::RevokeFilingRequest request;
  request.set_request_id(rpc::NewRequestId());
  request.set_filing(FilingName(typed));
  request.set_reason(reason);
  const auto etag = client::EtagOf(*SubmissionService::NewStub(channel), session.call(), request.filing());
  if (!etag.ok()) return Refuse(etag.status());
  request.set_etag(*etag);
  const auto service = ReviewService::NewStub(channel);
  const auto response = rpc::CallUnary(*service, &ReviewService::Stub::RevokeFiling, request, session.call());
  const ExitStatus exit = TellReview(session, response);
  if (exit == kClean && session.output == Output::kText) {
    fmt::print("原已受理的年报已撤销，不再计入汇总\n");
    for (const std::string& reopened : response->reopened()) fmt::print("已重新校验下一年度的年报 {}\n", reopened);
  }
  return exit;
}

}  // namespace

void AddReview(CLI::App& app, const Session& session, ExitStatus* exit) {
  auto* review = app.add_subcommand("review", "审核：待审核清单、受理、退回、撤销");
  review->require_subcommand(1);

  auto* list = review->add_subcommand("list", "列出待审核的报送，先报先列");
  auto node = std::make_shared<std::string>();
  auto year = std::make_shared<int>(0);
  list->add_option("NODE", *node, "只列这个节点及其下级");
  list->add_option("--year", *year, "只列这个年度");
  list->callback([=, &session] { *exit = ListQueue(session, *node, *year); });

  auto* accept = review->add_subcommand("accept", "受理：数据即刻计入各级汇总");
  auto accepted = std::make_shared<std::string>();
  auto signer = std::make_shared<std::string>();
  accept->add_option("FILING", *accepted, "机关/年度")->required();
  accept->add_option("--signed-off-by", *signer, "签发的负责人")->required();
  accept->callback([=, &session] { *exit = Accept(session, *accepted, *signer); });

  auto* give_back = review->add_subcommand("return", "退回修改");
  auto options = std::make_shared<ReturnOptions>();
  give_back->add_option("FILING", options->filing, "机关/年度")->required();
  give_back->add_option("--reason", options->reason, "退回原因")->required();
  give_back->add_option("--remark", options->remarks, "逐格批注：单元格代码=批注（可多次）")->allow_extra_args(false);
  give_back->add_option("--refuse", options->refusals, "不予采纳的情况说明：规则=理由（可多次）")
      ->allow_extra_args(false);
  give_back->add_option("--kind", options->kinds, "退回原因类别（可多次）")
      ->check(CLI::IsMember(AllReturnKindWords()))
      ->allow_extra_args(false);
  give_back->add_option("--until", options->due_date, "重新报送的期限，如 2025-02-14；不写则期限不变");
  give_back->callback([=, &session] { *exit = Return(session, *options); });

  auto* revoke = review->add_subcommand("revoke", "撤销已受理的年报：数据即刻退出各级汇总");
  auto revoked = std::make_shared<std::string>();
  auto why = std::make_shared<std::string>();
  revoke->add_option("FILING", *revoked, "机关/年度")->required();
  revoke->add_option("--reason", *why, "撤销原因")->required();
  revoke->callback([=, &session] { *exit = Revoke(session, *revoked, *why); });
}

}  // namespace nianbao::cli
