#include "clients/cli/fetch_link.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/follow_events.h"
#include "libs/digest/sm3.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::AggregationService;
using aggregation::v1::RootLink;
using submission::v1::EventService;

// In Base64 and with the nodes beside them they have to fit into a file that can be read again.
constexpr size_t kEventBytesMax = size_t{6} << 20;

}  // namespace

absl::StatusOr<RootLink> FetchLink(const std::shared_ptr<grpc::Channel>& aggregation,
                                   const std::shared_ptr<grpc::Channel>& submission, const rpc::CallOptions& options,
                                   const aggregation::v1::SignedRoot& since) {
  aggregation::v1::LinkRootsRequest request;
  request.set_node(since.node());
  request.set_year(since.year());
  *request.mutable_since() = since.position();
  request.set_algorithm(since.algorithm());
  // Both trees may have to be made anew, of all their reports.
  rpc::CallOptions patient = options;
  patient.timeout = absl::Minutes(5);
  const auto totals = AggregationService::NewStub(aggregation);
  ASSIGN_OR_RETURN(auto response, rpc::CallUnary(*totals, &AggregationService::Stub::LinkRoots, request, patient));
  RootLink& link = *response.mutable_link();
  size_t bytes = 0;
  const auto keep = [&](const submission::v1::Event& event) {
    *link.add_events() = digest::CanonicalBytes(event);
    bytes += link.events().rbegin()->size();
    return bytes <= kEventBytesMax
               ? absl::OkStatus()
               : proof::LinkTooLong(absl::StrCat("events: got more than ", kEventBytesMax, " bytes"));
  };
  const auto events = EventService::NewStub(submission);
  RETURN_IF_ERROR(FollowEvents(*events, options, link.from().position(), link.to().position(), keep));
  return std::move(link);
}

}  // namespace nianbao::cli
