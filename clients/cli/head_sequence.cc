#include "clients/cli/head_sequence.h"

#include "nianbao/submission/v1/event_service.grpc.pb.h"

namespace nianbao::cli {

absl::StatusOr<int64_t> HeadSequence(const Session& session, const std::shared_ptr<grpc::Channel>& channel) {
  using submission::v1::EventService;
  const auto service = EventService::NewStub(channel);
  const auto response =
      rpc::CallUnary(*service, &EventService::Stub::GetHead, submission::v1::GetHeadRequest(), session.call());
  if (!response.ok()) return response.status();
  return response->token().sequence();
}

}  // namespace nianbao::cli
