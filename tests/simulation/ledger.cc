#include "tests/simulation/ledger.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::simulation {

using submission::v1::Event;
using submission::v1::EventRecord;
using submission::v1::EventToken;

namespace {

constexpr int kPage = 1000;

std::string Named(const Asked& asked) {
  return absl::StrCat(asked.request.method, " ", asked.request.request_id, " by ", asked.request.caller.name);
}

// What may be said to who asks for a change.
bool IsHonest(const absl::Status& status) {
  return !absl::IsDataLoss(status) && !absl::IsInternal(status) && !absl::IsUnknown(status);
}

}  // namespace

Asked& Ledger::Ask(Request request) {
  tally_.Add(Done::kCalls);
  return asked_.emplace_back(Asked{.request = std::move(request)});
}

void Ledger::Send(Asked& asked) {
  ++asked.in_flight;
  if (asked.state == Asked::State::kRefused) asked.state = Asked::State::kOpen;
}

void Ledger::Take(Asked& asked, const absl::StatusOr<Reply>& answer) {
  trace_.Note(asked.request.request_id);
  trace_.Note(answer.ok() ? answer->bytes : status::ReasonOf(answer.status()));
  tally_.Add(Done::kAttempts);
  const bool is_alone = --asked.in_flight == 0;
  if (answer.ok()) {
    if (asked.state != Asked::State::kAcknowledged) {
      asked.reply = *answer;
      asked.state = Asked::State::kAcknowledged;
    }
    findings_.Expect(asked.reply.bytes == answer->bytes, kOnce, absl::StrCat(Named(asked), " got two answers"));
    return;
  }
  if (absl::IsUnavailable(answer.status())) return;
  findings_.Expect(IsHonest(answer.status()), kHonest,
                   absl::StrCat(Named(asked), " was told ", answer.status().message()));
  findings_.Expect(
      asked.state != Asked::State::kAcknowledged, kDurable,
      absl::StrCat(Named(asked), " was refused after it had been acknowledged: ", answer.status().message()));
  // Another copy may still find it possible.
  if (is_alone && asked.state == Asked::State::kOpen) asked.state = Asked::State::kRefused;
}

void Ledger::TakeNonce(const std::string& nonce, absl::Time expire_time, const absl::Status& answer, absl::Time now) {
  trace_.Note(nonce);
  trace_.Note(static_cast<int64_t>(answer.code()));
  if (!answer.ok()) return;
  tally_.Add(Done::kNonces);
  const bool is_first = nonces_.emplace(nonce, expire_time).second;
  findings_.Expect(is_first || nonces_[nonce] <= now, kOnce, absl::StrCat("nonce ", nonce, " was used twice"));
}

std::vector<EventRecord> Ledger::Check(submission::SqlStore& store) {
  tally_.Add(Done::kChecks);
  const std::vector<EventRecord> log = ReadLog(store);
  const auto head = store.Head();
  if (!findings_.Expect(head.ok(), kVerified, absl::StrCat("the head cannot be read: ", head.status().message()))) {
    return log;
  }
  CheckOrder(log, *head);
  const Changes changes = ChangesOf(log);
  for (const Asked& asked : asked_) {
    const auto found = changes.find({asked.request.caller.name, asked.request.request_id});
    CheckAsked(asked, found == changes.end() ? std::vector<int64_t>() : found->second, log);
  }
  return log;
}

void Ledger::Count() {
  for (const Asked& asked : asked_) {
    switch (asked.state) {
      case Asked::State::kOpen:
        tally_.Add(Done::kGivenUp);
        break;
      case Asked::State::kAcknowledged:
        tally_.Add(Done::kAcknowledged);
        break;
      case Asked::State::kRefused:
        tally_.Add(Done::kRefused);
    }
  }
}

std::vector<EventRecord> Ledger::ReadLog(submission::SqlStore& store) {
  std::vector<EventRecord> log;
  while (true) {
    const auto page = store.ReadEvents(static_cast<int64_t>(log.size()), kPage);
    if (!findings_.Expect(page.ok(), kVerified, absl::StrCat("the log cannot be read: ", page.status().message()))) {
      return log;
    }
    if (page->empty()) return log;
    log.insert(log.end(), page->begin(), page->end());
  }
}

void Ledger::CheckOrder(const std::vector<EventRecord>& log, const EventToken& head) {
  std::string digest = ChainStart(head.log_id());
  absl::Time time = absl::InfinitePast();
  for (size_t i = 0; i < log.size(); ++i) {
    const Event& event = log[i].event();
    const std::string place = absl::StrCat("event ", i + 1);
    digest = ChainNext(digest, digest::CanonicalBytes(event));
    findings_.Expect(event.sequence() == static_cast<int64_t>(i) + 1, kDense,
                     absl::StrCat(place, " has the sequence ", event.sequence()));
    findings_.Expect(log[i].digest() == digest, kDense, absl::StrCat(place, " does not follow in the chain"));
    findings_.Expect(submission::FromTimestamp(event.time()) >= time, kDense,
                     absl::StrCat(place, " is earlier than the one before"));
    time = submission::FromTimestamp(event.time());
  }
  findings_.Expect(head.sequence() == static_cast<int64_t>(log.size()) && head.digest() == digest, kDense,
                   absl::StrCat("the head is at ", head.sequence(), ", the log ends at ", log.size()));
}

Ledger::Changes Ledger::ChangesOf(const std::vector<EventRecord>& log) {
  Changes changes;
  const EventRecord* before = nullptr;
  for (const EventRecord& record : log) {
    const Event& event = record.event();
    const bool goes_on = before != nullptr && before->event().more();
    findings_.Expect(!goes_on || (before->event().request_id() == event.request_id() &&
                                  before->event().actor().name() == event.actor().name()),
                     kDense, absl::StrCat("event ", event.sequence(), " stands within another change"));
    std::vector<int64_t>& ends = changes[{event.actor().name(), event.request_id()}];
    if (goes_on) {
      ends.back() = event.sequence();
    } else {
      ends.push_back(event.sequence());
      findings_.Expect(ends.size() == 1, kOnce,
                       absl::StrCat(event.request_id(), " by ", event.actor().name(), " stands twice in the log"));
    }
    before = &record;
  }
  findings_.Expect(before == nullptr || !before->event().more(), kDense, "the log ends within a change");
  return changes;
}

void Ledger::CheckAsked(const Asked& asked, const std::vector<int64_t>& changes, const std::vector<EventRecord>& log) {
  switch (asked.state) {
    case Asked::State::kOpen:
      break;
    case Asked::State::kRefused:
      findings_.Expect(changes.empty(), kHonest, absl::StrCat(Named(asked), " was refused and stands in the log"));
      break;
    case Asked::State::kAcknowledged: {
      if (!findings_.Expect(!changes.empty(), kDurable,
                            absl::StrCat(Named(asked), " was acknowledged and is not in the log"))) {
        return;
      }
      const EventToken& token = asked.reply.token;
      findings_.Expect(token.sequence() == changes.front(), kDurable,
                       absl::StrCat(Named(asked), " was told ", token.sequence(), " and ended at ", changes.front()));
      findings_.Expect(log[changes.front() - 1].digest() == token.digest(), kDurable,
                       absl::StrCat(Named(asked), " was told a digest that the log does not have"));
    }
  }
}

}  // namespace nianbao::simulation
