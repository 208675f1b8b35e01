#include "services/submission/domain/list_events.h"

#include "libs/status/try.h"
#include "services/submission/domain/event_cursor.h"
#include "services/submission/domain/page.h"

namespace nianbao::submission {
absl::StatusOr<v1::ListEventsResponse> ListEvents(const EventLog& log, const v1::ListEventsRequest& request) {
  ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size(), kShortPages));
  EventCursor cursor(log, request.after());
  ASSIGN_OR_RETURN(v1::WatchEventsResponse page, cursor.Read(page_size));
  v1::ListEventsResponse response;
  response.mutable_records()->Swap(page.mutable_records());
  *response.mutable_token() = page.token();
  return response;
}

}  // namespace nianbao::submission
