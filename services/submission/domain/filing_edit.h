// A change of one filing in the making: what it becomes, and the events that say so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/judgement.h"
#include "services/submission/domain/store.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/transitions.h"

namespace nianbao::submission {

// Discard it on any error: nothing is changed before its changeset is committed.
class FilingEdit {
 public:
  FilingEdit(FilingSnapshot before, const Caller& caller, const std::string& request_id);

  v1::Filing& filing() { return after_.filing; }
  const v1::Filing& filing() const { return after_.filing; }
  // The open revision; when there is none, a new one with the next number, the explanations of the effective one, and
  // no state yet.
  v1::Revision& open_revision();

  // The revision that an action is on: the open or the effective one, an empty one when the filing has none.
  const v1::Revision& RevisionFor(Action action) const;
  // Makes the change one that was decided while the locks of the filing's year had this version.
  void ExpectLocks(int64_t version) { after_.expected_locks = version; }
  // Whether that revision allows the action. FAILED_PRECONDITION STATE_NOT_ALLOWED.
  absl::Status Check(Action action) const;
  // Moves a revision of the filing, whose other fields are complete, to its next state. Returns the event's
  // change to add to. FAILED_PRECONDITION STATE_NOT_ALLOWED.
  absl::StatusOr<v1::FilingChange*> Move(Action action, v1::Revision& revision);
  // Puts down what the rules say about a revision of the filing.
  void SetVerdict(Judgement judgement, v1::Revision& revision);
  // The same for a revision that nobody changed, since what it is compared with did: the filing `cause`. An error: the
  // rules could not be asked, and the revision has no verdict any more.
  void Reopen(absl::StatusOr<Judgement> judgement, const std::string& cause, v1::Revision& revision);

  // Keeps a document with the filing. A revision names it.
  void KeepDocument(KeptDocument document) { after_.documents.push_back(std::move(document)); }

  // About the memory that the filing and what its verdict was given on take.
  size_t ByteSize() const;

  // Gives the filing a due day of its own.
  void SetDeadline(const v1::Deadline& deadline);

  // The whole change as decided at this time, answered by this response with the filing (without reports) and the end
  // of the log.
  template <typename Response>
  Changeset Finish(absl::Time now, const Response& answer = {}) && {
    const v1::Filing shown = FilingToShow();
    Changeset changes;
    std::move(*this).AddTo(changes, now);
    changes.reply = [shown, answer](const v1::EventToken& token) {
      Response response = answer;
      *response.mutable_filing() = shown;
      response.mutable_filing()->set_etag(EtagOf(token.sequence()));
      *response.mutable_token() = token;
      return response.SerializeAsString();
    };
    return changes;
  }
  // Makes the change, as decided at this time, a part of another one.
  void AddTo(Changeset& changes, absl::Time now) &&;

 private:
  v1::Filing FilingToShow() const;

  void SetTextBands();

  FilingWrite after_;
  // Of the text that others were compared with so far: the digest of its report.
  std::string text_before_;
  // Of the revision judged last.
  int32_t judged_revision_ = 0;
  std::vector<int64_t> judged_bands_;
  // What all its events have in common.
  v1::Event event_;
  std::vector<v1::Event> events_;
};

}  // namespace nianbao::submission
