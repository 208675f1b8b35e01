#include "services/submission/store/verify/log_story.h"

#include "libs/digest/sm3.h"

namespace nianbao::submission {
namespace {

Told Tell(const google::protobuf::MessageLite& message, const Touch& touch) {
  return {digest::Sm3({digest::CanonicalBytes(message)}), touch};
}

}  // namespace

void LogStory::Take(const v1::Event& event) {
  std::pair<std::string, std::string> request(event.actor().name(), event.request_id());
  // Two changesets in a row may have the same names; then they are taken for one.
  if (ends_.empty() || request != request_) ends_.emplace_back();
  ends_.back() = event.sequence();
  request_ = std::move(request);
  requests.emplace(request_, event.sequence());
  const Touch touch = {event.sequence(), ends_.size() - 1};
  switch (event.change_case()) {
    case v1::Event::kOrgan:
      organ_versions[{event.organ().name(), event.organ().from_day()}] = Tell(event.organ(), touch);
      organs[event.organ().name()] = Tell(event.organ(), touch);
      roster = touch;
      return;
    case v1::Event::kFiling:
      return TakeFiling(event.filing(), touch);
    case v1::Event::kVerdict:
      filings[event.verdict().filing()].touch = touch;
      return;
    case v1::Event::kFilingDeadline:
      filings[event.filing_deadline().filing()].touch = touch;
      filings[event.filing_deadline().filing()].due_date = event.filing_deadline().due_date();
      return;
    case v1::Event::kRulebook:
      active_rulebook = event.rulebook().digest();
      rulebooks.insert(active_rulebook);
      return;
    case v1::Event::kYearLock:
      year_locks[{event.year_lock().year(), event.year_lock().node()}] = {event.year_lock(), touch};
      return;
    case v1::Event::kGrant: {
      const organ::v1::Grant& grant = event.grant().grant();
      const GrantKey key(grant.subject(), grant.node(), grant.role());
      if (event.grant().revoked()) {
        grants.erase(key);
      } else {
        grants[key] = event.sequence();
      }
      return;
    }
    case v1::Event::kReporter:
      reporters[{event.reporter().year(), event.reporter().organ().name()}] = Tell(event.reporter(), touch);
      return;
    case v1::Event::kDeadline: {
      const organ::v1::Deadline& deadline = event.deadline();
      const std::tuple<int64_t, std::string, int64_t> key(deadline.year(), deadline.node(), deadline.scope());
      if (deadline.day().empty()) {
        deadlines.erase(key);
      } else {
        deadlines[key] = Tell(deadline, touch);
      }
      return;
    }
    case v1::Event::kCalendar:
      calendars[event.calendar().year()] = Tell(event.calendar(), touch);
      return;
    case v1::Event::CHANGE_NOT_SET:
      return;
  }
}

void LogStory::TakeFiling(const v1::FilingChange& change, const Touch& touch) {
  ToldFiling& filing = filings[change.filing()];
  filing.touch = touch;
  filing.revisions[change.revision()] = {change.to(), change.report_digest()};
  for (const v1::DocumentReference& document : change.documents()) documents.emplace(document.digest(), touch.sequence);
}

bool LogStory::IsVersion(int64_t version, const Touch& touch) const {
  if (touch.sequence == 0) return version == 0;
  return version >= touch.sequence && version <= ends_[touch.changeset];
}

}  // namespace nianbao::submission
