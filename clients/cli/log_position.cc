#include "clients/cli/log_position.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"

namespace nianbao::cli {

using submission::v1::EventService;
using submission::v1::EventToken;

absl::StatusOr<EventToken> HeadOfLog(const Session& session, const std::shared_ptr<grpc::Channel>& channel) {
  const auto service = EventService::NewStub(channel);
  const auto response =
      rpc::CallUnary(*service, &EventService::Stub::GetHead, submission::v1::GetHeadRequest(), session.call());
  if (!response.ok()) return response.status();
  return response->token();
}

absl::StatusOr<EventToken> PositionInLog(const Session& session, const std::shared_ptr<grpc::Channel>& channel,
                                         const EventToken& head, int64_t sequence) {
  constexpr int64_t kPageSizeMax = 1000;
  if (sequence < 0 || sequence > head.sequence()) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         absl::StrCat("sequence: got ", sequence, ", want 0 to ", head.sequence()))
        .Chinese(absl::StrCat("事件日志现有 ", head.sequence(), " 条，没有第 ", sequence, " 条。"));
  }
  if (sequence == head.sequence()) return head;
  EventToken position;
  position.set_log_id(head.log_id());
  position.set_digest(ChainStart(head.log_id()));
  const auto service = EventService::NewStub(channel);
  while (position.sequence() < sequence) {
    submission::v1::ListEventsRequest request;
    if (position.sequence() > 0) *request.mutable_after() = position;
    request.set_page_size(static_cast<int>(std::min(kPageSizeMax, sequence - position.sequence())));
    const auto page = rpc::CallUnary(*service, &EventService::Stub::ListEvents, request, session.call());
    if (!page.ok()) return page.status();
    position = page->token();
  }
  return position;
}

}  // namespace nianbao::cli
