// A change of one filing in the making: what it becomes, and the events that say so.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/store.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/transitions.h"

namespace nianbao::submission {

// Discard it on any error: nothing is changed before its changeset is committed.
class FilingEdit {
 public:
  FilingEdit(FilingSnapshot before, const Caller& caller, const std::string& request_id);

  v1::Filing& filing() { return after_.filing; }
  // The open revision; when there is none, a new one with the next number, the explanations of the effective one, and no
  // state yet.
  v1::Revision& open_revision();

  // Whether the open revision allows an action. FAILED_PRECONDITION STATE_NOT_ALLOWED.
  absl::Status Check(Action action) const;
  // Moves a revision of the filing, whose other fields are complete, to its next state. Returns the event's
  // change to add to. FAILED_PRECONDITION STATE_NOT_ALLOWED.
  absl::StatusOr<v1::FilingChange*> Move(Action action, v1::Revision& revision);

  // The whole change as decided at this time, answered by a Response of the filing (without reports) and the end of the
  // log.
  template <typename Response>
  Changeset Finish(absl::Time now) && {
    for (v1::Event& event : events_) *event.mutable_time() = ToTimestamp(now);
    const v1::Filing shown = FilingToShow();
    Changeset changes;
    changes.filing = std::move(after_);
    changes.events = std::move(events_);
    changes.reply = [shown](const v1::EventToken& token) {
      Response response;
      *response.mutable_filing() = shown;
      response.mutable_filing()->set_etag(EtagOf(token.sequence()));
      *response.mutable_token() = token;
      return response.SerializeAsString();
    };
    return changes;
  }

 private:
  v1::Filing FilingToShow() const;

  FilingWrite after_;
  // What all its events have in common.
  v1::Event event_;
  std::vector<v1::Event> events_;
};

}  // namespace nianbao::submission
