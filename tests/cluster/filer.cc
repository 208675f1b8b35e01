#include "tests/cluster/filer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::cluster {

using submission::v1::ReviewService;
using submission::v1::Revision;
using submission::v1::SubmissionService;

namespace {

// Load that a small machine bears besides two replicas of everything.
constexpr absl::Duration kRound = absl::Milliseconds(500);

}  // namespace

Filer::Filer(const Place& place, Way way, std::string organ, std::string document, uint64_t seed, CallLedger& ledger)
    : clerk_(place, way, "clerk", ledger),
      reviewer_(place, way, "reviewer", ledger),
      organ_(std::move(organ)),
      document_(std::move(document)),
      random_(seed),
      thread_([this] { Run(); }) {}

Filer::~Filer() { Stop(); }

const std::vector<Acknowledged>& Filer::Stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
  return acknowledged_;
}

void Filer::Run() {
  while (!stopping_) {
    const absl::Time next = absl::Now() + kRound;
    // What was refused is in the ledger; from there on the filing is another one than is known here.
    if (!Round()) return;
    absl::SleepFor(next - absl::Now());
  }
}

bool Filer::Round() { return FileReport() && Accept() && Read(); }

bool Filer::FileReport() {
  auto request = integration::SubmitRequest(organ_, integration::ConsistentReport(kYear, random_));
  request.set_etag(filing_.etag());
  if (filing_.has_effective_revision()) request.set_correction_reason("更正统计口径。");
  auto response = clerk_.Call("SubmitFiling", clerk_.submission(), &SubmissionService::Stub::SubmitFiling, request);
  if (!response.ok()) return false;
  filing_ = std::move(*response->mutable_filing());
  acknowledged_.push_back({request.request_id(), filing_.name(), Revision::STATE_SUBMITTED, response->token()});
  return true;
}

bool Filer::Accept() {
  const auto request = integration::AcceptRequest(filing_);
  auto response = reviewer_.Call("AcceptFiling", reviewer_.review(), &ReviewService::Stub::AcceptFiling, request);
  if (!response.ok()) return false;
  filing_ = std::move(*response->mutable_filing());
  acknowledged_.push_back({request.request_id(), filing_.name(), Revision::STATE_ACCEPTED, response->token()});
  return true;
}

bool Filer::Read() {
  aggregation::v1::GetAggregateRequest total;
  total.set_node(kRoot);
  total.set_year(kYear);
  total.set_min_sequence(acknowledged_.back().token.sequence());
  document::v1::ReadDocumentRequest document;
  document.set_file_name("report.txt");
  document.set_content(document_);
  return reviewer_
             .Call("GetAggregate", reviewer_.aggregation(), &aggregation::v1::AggregationService::Stub::GetAggregate,
                   total)
             .ok() &&
         clerk_
             .Call("ListRules", clerk_.validation(), &validation::v1::ValidationService::Stub::ListRules,
                   validation::v1::ListRulesRequest())
             .ok() &&
         clerk_.Call("ReadDocument", clerk_.document(), &document::v1::DocumentService::Stub::ReadDocument, document)
             .ok();
}

}  // namespace nianbao::cluster
