// Files the report that a file holds as JSON, and shows how many requests its district received until one more report
// is accepted: file_and_follow SERVER NAME organs/ID/filings/2024-own REPORT.json organs/DISTRICT
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "clients/cpp/connection.h"
#include "clients/cpp/file_report.h"
#include "clients/cpp/follow_totals.h"
#include "libs/status/error.h"

namespace {

using nianbao::aggregation::v1::AggregationService;
using nianbao::aggregation::v1::WatchAggregatesRequest;
using nianbao::aggregation::v1::WatchAggregatesResponse;
using nianbao::submission::v1::Revision;
using nianbao::submission::v1::SaveDraftRequest;
using nianbao::submission::v1::SubmissionService;

int Refuse(const absl::Status& status) {
  std::cerr << nianbao::status::ReasonOf(status) << ": " << status.message() << "\n";
  return 2;
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) {
    std::cerr << "usage: file_and_follow SERVER NAME FILING REPORT.json DISTRICT\n";
    return 2;
  }
  const nianbao::client::Connection connection{.server = words[1], .actor = words[2]};
  const auto channel = connection.Connect();

  SaveDraftRequest draft;
  draft.set_filing(words[3]);
  std::ifstream file(words[4]);
  std::ostringstream json;
  json << file.rdbuf();
  const auto parsed = google::protobuf::util::JsonStringToMessage(json.str(), draft.mutable_report());
  if (!parsed.ok()) {
    std::cerr << words[4] << ": " << parsed.message() << "\n";
    return 2;
  }
  const auto submission = SubmissionService::NewStub(channel);
  const auto filing = nianbao::client::FileReport(*submission, connection.call(), draft);
  if (!filing.ok()) return Refuse(filing.status());
  const Revision& revision = filing->open_revision();
  for (const auto& finding : revision.verdict().findings()) std::cout << finding.message().zh_cn() << "\n";
  std::cout << Revision::State_Name(revision.state()) << std::endl;
  if (revision.state() == Revision::STATE_DRAFT) return 1;

  WatchAggregatesRequest request;
  request.add_nodes(words[5]);
  request.set_year(draft.report().year());
  request.add_cells("requests.received.total");
  const auto aggregation = AggregationService::NewStub(channel);
  const absl::Status followed =
      nianbao::client::FollowTotals(*aggregation, connection.call(), request, [](const WatchAggregatesResponse& step) {
        for (const auto& total : step.snapshots()) {
          std::cout << total.totals().requests().received().total() << std::endl;
        }
        for (const auto& change : step.deltas()) {
          for (const auto& cell : change.cells()) std::cout << cell.value() << std::endl;
        }
        return step.deltas().empty();
      });
  return followed.ok() ? 0 : Refuse(followed);
}
