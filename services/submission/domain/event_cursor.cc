#include "services/submission/domain/event_cursor.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {

absl::Status EventCursor::Place() {
  ASSIGN_OR_RETURN(const v1::EventToken head, log_.Head());
  if (at_.log_id().empty() && at_.sequence() == 0) {
    at_.set_log_id(head.log_id());
    ASSIGN_OR_RETURN(const std::optional<std::string> start, log_.DigestAt(0));
    at_.set_digest(start.value_or(""));
  }
  ASSIGN_OR_RETURN(const std::optional<std::string> standing, log_.DigestAt(at_.sequence()));
  if (at_.log_id() != head.log_id() || !standing.has_value() || *standing != at_.digest()) {
    return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED",
                         absl::StrCat("after: got sequence ", at_.sequence(), " of log \"", at_.log_id(),
                                      "\", want a position of log \"", head.log_id(), "\""))
        .Meta("logId", head.log_id())
        .Meta("headSequence", absl::StrCat(head.sequence()))
        .Chinese("日志已更换（例如数据库已从备份恢复）。请从头重新读取。");
  }
  placed_ = true;
  return absl::OkStatus();
}

absl::StatusOr<v1::WatchEventsResponse> EventCursor::Read(int limit) {
  if (!placed_) RETURN_IF_ERROR(Place());
  ASSIGN_OR_RETURN(std::vector<v1::EventRecord> records, log_.ReadEvents(at_.sequence(), limit));
  v1::WatchEventsResponse response;
  for (v1::EventRecord& record : records) {
    at_.set_sequence(record.event().sequence());
    at_.set_digest(record.digest());
    *response.add_records() = std::move(record);
  }
  *response.mutable_token() = at_;
  return response;
}

}  // namespace nianbao::submission
