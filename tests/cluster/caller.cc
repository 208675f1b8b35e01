#include "tests/cluster/caller.h"

#include "absl/strings/str_cat.h"
#include "libs/rpc/tls.h"

namespace nianbao::cluster {
namespace {

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& target, const Place& place, const std::string& subject) {
  config::v1::Tls tls;
  tls.set_authorities_file(place.authorities);
  return rpc::OpenChannel(target, rpc::TokenChannelCredentials(tls, absl::StrCat(place.tokens, "/", subject)));
}

}  // namespace

Caller::Caller(const Place& place, Way way, const std::string& subject, CallLedger& ledger)
    : ledger_(ledger), way_name_(NameOf(way)) {
  std::shared_ptr<grpc::Channel> edge;
  if (way == Way::kEdge) edge = ChannelTo(place.edge, place, subject);
  const auto channel_to = [&](const std::string& service, int port) {
    if (edge != nullptr) return edge;
    return ChannelTo(
        absl::StrCat("dns://", place.name_server, "/nianbao-", service, ".nianbao.svc.cluster.local:", port), place,
        subject);
  };
  document_ = document::v1::DocumentService::NewStub(channel_to("document", 7131));
  validation_ = validation::v1::ValidationService::NewStub(channel_to("validation", 7132));
  const auto submission = channel_to("submission", 7133);
  directory_ = directory::v1::DirectoryService::NewStub(submission);
  grants_ = directory::v1::GrantService::NewStub(submission);
  submission_ = submission::v1::SubmissionService::NewStub(submission);
  review_ = submission::v1::ReviewService::NewStub(submission);
  events_ = submission::v1::EventService::NewStub(submission);
  aggregation_ = aggregation::v1::AggregationService::NewStub(channel_to("aggregation", 7134));
}

std::string NameOf(Way way) { return way == Way::kEdge ? "edge" : "direct"; }

}  // namespace nianbao::cluster
