#include "clients/cli/follow_events.h"

#include <cstdint>

#include "libs/status/try.h"

namespace nianbao::cli {

using submission::v1::EventService;
using submission::v1::EventToken;

absl::Status FollowEvents(EventService::Stub& service, const rpc::CallOptions& options, const EventToken& after,
                          const EventToken& until, absl::FunctionRef<absl::Status(const submission::v1::Event&)> take) {
  submission::v1::ListEventsRequest request;
  if (after.sequence() > 0) *request.mutable_after() = after;
  request.set_page_size(1000);
  int64_t reached = after.sequence();
  while (reached < until.sequence()) {
    ASSIGN_OR_RETURN(const auto page, rpc::CallUnary(service, &EventService::Stub::ListEvents, request, options));
    if (page.records().empty()) break;
    for (const auto& record : page.records()) {
      if (record.event().sequence() <= until.sequence()) RETURN_IF_ERROR(take(record.event()));
    }
    *request.mutable_after() = page.token();
    reached = page.token().sequence();
  }
  return absl::OkStatus();
}

}  // namespace nianbao::cli
