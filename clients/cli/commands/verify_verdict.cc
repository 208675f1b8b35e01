#include <fmt/core.h>

#include <memory>

#include "clients/cli/commands/commands.h"
#include "clients/cli/local_services.h"
#include "clients/cli/names.h"
#include "clients/cli/print_error.h"
#include "libs/digest/sm3.h"
#include "nianbao/submission/v1/rulebook_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using submission::v1::RulebookService;
using submission::v1::SubmissionService;
using validation::v1::ValidationService;
using validation::v1::Verdict;

// What this program says of a revision under the rulebook and the context that its verdict names.
absl::StatusOr<Verdict> Recompute(const Session& session, RulebookService::Stub& kept, ValidationService::Stub& rules,
                                  const submission::v1::Revision& revision) {
  submission::v1::GetActiveRulebookRequest rulebook_request;
  rulebook_request.set_digest(revision.verdict().rulebook_digest());
  auto rulebook = rpc::CallUnary(kept, &RulebookService::Stub::GetActiveRulebook, rulebook_request, session.call());
  if (!rulebook.ok()) return rulebook.status();
  submission::v1::GetVerdictContextRequest context_request;
  context_request.set_digest(revision.verdict().context_digest());
  auto context = rpc::CallUnary(kept, &RulebookService::Stub::GetVerdictContext, context_request, session.call());
  if (!context.ok()) return context.status();

  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = revision.report();
  *request.mutable_context() = std::move(*context->mutable_context());
  *request.mutable_rulebook() = std::move(*rulebook->mutable_rulebook());
  request.set_rulebook_digest(rulebook->digest());
  auto response = rpc::CallUnary(rules, &ValidationService::Stub::ValidateReport, request, session.call());
  if (!response.ok()) return response.status();
  return std::move(*response->mutable_verdict());
}

ExitStatus VerifyRevision(const Session& session, RulebookService::Stub& kept, ValidationService::Stub& rules,
                          const submission::v1::Revision& revision) {
  if (!revision.has_verdict()) {
    fmt::print("第 {} 版  没有校验结果\n", revision.number());
    return kClean;
  }
  const auto verdict = Recompute(session, kept, rules, revision);
  if (!verdict.ok()) return Refuse(verdict.status());
  const bool same = digest::CanonicalBytes(*verdict) == digest::CanonicalBytes(revision.verdict());
  fmt::print("第 {} 版  {}（规则集 {}，错误 {} 项，提醒 {} 项）\n", revision.number(),
             same ? "重新计算的校验结果与当时逐字节一致" : "重新计算的校验结果与当时不同", verdict->rulebook_version(),
             verdict->error_count(), verdict->warning_count());
  return same ? kClean : kErrorFindings;
}

ExitStatus VerifyVerdict(const Session& session, const std::string& typed) {
  const auto channel = session.Connect();
  const auto submission = SubmissionService::NewStub(channel);
  const auto kept = RulebookService::NewStub(channel);
  const auto server = StartLocalServices();
  const auto rules = ValidationService::NewStub(server->InProcessChannel());
  submission::v1::ListRevisionsRequest request;
  request.set_filing(FilingName(typed));
  ExitStatus exit = kClean;
  do {
    const auto page = rpc::CallUnary(*submission, &SubmissionService::Stub::ListRevisions, request, session.call());
    if (!page.ok()) return Refuse(page.status());
    for (const submission::v1::Revision& revision : page->revisions()) {
      exit = Worse(exit, VerifyRevision(session, *kept, *rules, revision));
      if (exit == kRefused) return exit;
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return exit;
}

}  // namespace

void AddVerifyVerdict(CLI::App& verify, const Session& session, ExitStatus* exit) {
  auto* verdict = verify.add_subcommand("verdict", "用当时的规则集和依据，在本机重新校验一份报送的各个版本");
  auto filing = std::make_shared<std::string>();
  verdict->add_option("FILING", *filing, "机关/年度")->required();
  verdict->callback([=, &session] { *exit = VerifyVerdict(session, *filing); });
}

}  // namespace nianbao::cli
