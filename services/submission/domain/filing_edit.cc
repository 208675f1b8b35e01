#include "services/submission/domain/filing_edit.h"

#include "libs/status/try.h"
#include "services/submission/domain/event_by.h"
#include "services/submission/domain/text_bands.h"
#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {
namespace {

std::string TextDigest(const v1::Filing& filing) {
  const v1::Revision* const revision = RevisionWithText(filing);
  return revision == nullptr ? "" : revision->report_digest();
}

}  // namespace

FilingEdit::FilingEdit(FilingSnapshot before, const Caller& caller, const std::string& request_id) {
  after_.filing = std::move(before.filing);
  after_.revision_count = before.revision_count;
  after_.expected_version = before.version;
  text_before_ = TextDigest(after_.filing);
  event_ = EventBy(caller, request_id);
}

v1::Revision& FilingEdit::open_revision() {
  v1::Filing& filing = after_.filing;
  if (!filing.has_open_revision()) {
    filing.mutable_open_revision()->set_number(++after_.revision_count);
    *filing.mutable_open_revision()->mutable_explanations() = filing.effective_revision().explanations();
  }
  return *filing.mutable_open_revision();
}

const v1::Revision& FilingEdit::RevisionFor(Action action) const {
  return ConcernsEffective(action) ? after_.filing.effective_revision() : after_.filing.open_revision();
}

absl::Status FilingEdit::Check(Action action) const {
  return NextState(action, RevisionFor(action).state(), after_.filing.name()).status();
}

absl::StatusOr<v1::FilingChange*> FilingEdit::Move(Action action, v1::Revision& revision) {
  ASSIGN_OR_RETURN(const v1::Revision::State to, NextState(action, revision.state(), after_.filing.name()));
  events_.push_back(event_);
  v1::FilingChange& change = *events_.back().mutable_filing();
  change.set_filing(after_.filing.name());
  change.set_organ(after_.filing.organ());
  change.set_year(after_.filing.year());
  change.set_scope(after_.filing.scope());
  change.set_revision(revision.number());
  change.set_from(revision.state());
  change.set_to(to);
  change.set_report_digest(revision.report_digest());
  revision.set_state(to);
  after_.revisions.push_back(revision);
  return &change;
}

void FilingEdit::SetVerdict(Judgement judgement, v1::Revision& revision) {
  const std::string& digest = judgement.verdict.context_digest();
  after_.contexts.push_back({std::move(judgement.context), digest});
  judged_revision_ = revision.number();
  judged_bands_ = std::move(judgement.text_bands);
  *revision.mutable_verdict() = std::move(judgement.verdict);
}

void FilingEdit::Reopen(absl::StatusOr<Judgement> judgement, const std::string& cause, v1::Revision& revision) {
  events_.push_back(event_);
  v1::VerdictChange& change = *events_.back().mutable_verdict();
  change.set_filing(after_.filing.name());
  change.set_revision(revision.number());
  change.set_cause(cause);
  revision.clear_verdict();
  if (judgement.ok()) {
    change.set_error_count(judgement->verdict.error_count());
    change.set_warning_count(judgement->verdict.warning_count());
    SetVerdict(*std::move(judgement), revision);
  } else {
    change.set_unknown(true);
  }
  revision.set_reopened_by(cause);
  after_.revisions.push_back(revision);
}

void FilingEdit::SetDeadline(const v1::Deadline& deadline) {
  events_.push_back(event_);
  v1::DeadlineChange& change = *events_.back().mutable_filing_deadline();
  change.set_filing(after_.filing.name());
  change.set_organ(after_.filing.organ());
  change.set_year(after_.filing.year());
  change.set_scope(after_.filing.scope());
  change.set_due_date(deadline.due_date());
  change.set_reason(deadline.reason());
  *after_.filing.mutable_deadline() = deadline;
}

size_t FilingEdit::ByteSize() const {
  size_t bytes = after_.filing.ByteSizeLong();
  for (const v1::Revision& revision : after_.revisions) bytes += revision.ByteSizeLong();
  for (const NamedContext& context : after_.contexts) bytes += context.context.ByteSizeLong();
  return bytes;
}

void FilingEdit::SetTextBands() {
  if (TextDigest(after_.filing) == text_before_) return;
  const v1::Revision* const text = RevisionWithText(after_.filing);
  if (text == nullptr) {
    after_.text_bands.emplace();
  } else if (text->number() == judged_revision_) {
    after_.text_bands = std::move(judged_bands_);
  } else {
    after_.text_bands = TextBandsOf(text->report().narrative());
  }
}

void FilingEdit::AddTo(Changeset& changes, absl::Time now) && {
  SetTextBands();
  changes.filings.push_back(std::move(after_));
  for (v1::Event& event : events_) {
    *event.mutable_time() = ToTimestamp(now);
    changes.events.push_back(std::move(event));
  }
}

v1::Filing FilingEdit::FilingToShow() const {
  v1::Filing shown = after_.filing;
  RemoveReports(shown);
  return shown;
}

}  // namespace nianbao::submission
