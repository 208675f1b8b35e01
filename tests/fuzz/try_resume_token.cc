#include "tests/fuzz/try_resume_token.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/live_totals.h"
#include "services/aggregation/domain/query/explain_cell.h"
#include "services/aggregation/domain/query/list_missing.h"
#include "services/aggregation/domain/query/page_token.h"
#include "services/aggregation/domain/watch/watch_hubs.h"
#include "services/submission/domain/event_cursor.h"
#include "tests/fuzz/require.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::fuzz {
namespace {

using aggregation::LiveTotals;
using aggregation::v1::PageToken;
using aggregation::v1::Position;
using submission::v1::EventRecord;
using submission::v1::EventToken;

constexpr int kPagesMax = 20;

// A small district with reports of 2024.
const testing::LogBuilder& Log() {
  static const auto* const kLog = [] {
    auto* const log = new testing::LogBuilder("log-a");
    log->Organ("district", "", organ::v1::SCOPE_DUTY_ROLL_UP);
    for (const char* id : {"a", "b", "c", "d"}) log->Organ(id, "district");
    log->Accept("a", 2024, 1, {{testing::kReceived, 3}}).Accept("b", 2024, 1, {{testing::kReceived, 5}});
    log->Accept("c", 2024, 1, {{testing::kReceived, 5}}).Accept("a", 2024, 2, {{testing::kReceived, 4}});
    return log;
  }();
  return *kLog;
}

const LiveTotals& Totals() {
  static const auto* const kTotals = [] {
    auto* const totals = new LiveTotals;
    totals->Begin(0, Log().token().log_id());
    totals->ServeFrom(0, Log().token().sequence());
    Require(totals->Apply(0, Log().After(0)).ok(), "the log of the fuzzer is one");
    return totals;
  }();
  return *kTotals;
}

class KeptLog : public submission::EventLog {
 public:
  absl::StatusOr<EventToken> Head() const override { return Log().token(); }
  absl::StatusOr<std::vector<EventRecord>> ReadEvents(int64_t after, int limit) const override {
    std::vector<EventRecord> read;
    for (const EventRecord& record : Log().records()) {
      if (record.event().sequence() > after && static_cast<int>(read.size()) < limit) read.push_back(record);
    }
    return read;
  }
  absl::StatusOr<std::optional<std::string>> DigestAt(int64_t sequence) const override {
    if (sequence == 0) return ChainStart(Log().token().log_id());
    for (const EventRecord& record : Log().records()) {
      if (record.event().sequence() == sequence) return record.digest();
    }
    return std::nullopt;
  }
  std::unique_ptr<submission::Subscription> Subscribe(std::function<void(int64_t)>) override { return nullptr; }
};

// ask(page_token) gives an answer with a next_page_token, until there is none. Where it goes on is never the same
// twice.
template <typename Ask>
void GoThroughPages(std::string token, const Ask& ask) {
  for (int page = 0; page < kPagesMax; ++page) {
    const auto answer = ask(token);
    if (!answer.ok()) {
      ExpectDocumented(answer.status());
      return Require(page == 0, "a token that was given is taken", answer.status().ToString());
    }
    Require(answer->next_page_token() != token || token.empty(), "pages go on");
    token = answer->next_page_token();
    if (token.empty()) return;
  }
  Require(false, "pages end");
}

template <typename Request, typename Answer>
void TryPages(absl::string_view token, Request request,
              absl::StatusOr<Answer> (*answer)(const LiveTotals&, absl::Duration, const Request&)) {
  const auto ask = [&](const std::string& page_token) {
    request.set_page_token(page_token);
    return answer(Totals(), absl::ZeroDuration(), request);
  };
  GoThroughPages(std::string(token), ask);
  // The same with the question put right, since no fuzzer finds its digest.
  std::string bytes;
  PageToken page;
  if (!absl::WebSafeBase64Unescape(token, &bytes)) bytes = std::string(token);
  if (!page.ParseFromString(bytes)) return;
  page.set_question(aggregation::QuestionOf(request));
  GoThroughPages(aggregation::PageAfter(page, page.after()), ask);
}

void TryPageToken(absl::string_view token) {
  aggregation::v1::ExplainCellRequest explain;
  explain.set_node("organs/district");
  explain.set_year(2024);
  explain.set_cell(testing::kReceived);
  explain.set_page_size(1);
  TryPages(token, explain, &aggregation::ExplainCell);
  aggregation::v1::ListMissingRequest missing;
  missing.set_node("organs/district");
  missing.set_year(2024);
  missing.set_page_size(1);
  TryPages(token, missing, &aggregation::ListMissing);
}

void TryWatch(const Position& position) {
  static absl::Time now = absl::UnixEpoch();
  static auto* const kHubs = new aggregation::WatchHubs(
      Totals(), {.patience = absl::ZeroDuration(), .memory = absl::ZeroDuration(), .clock = [] { return now; }});
  aggregation::v1::WatchAggregatesRequest request;
  request.add_nodes("organs/district");
  request.set_year(2024);
  *request.mutable_resume_token() = position;
  now += absl::Seconds(1);
  kHubs->Look();
  if (const absl::Status fits = aggregation::CheckWatch(request); !fits.ok()) return ExpectDocumented(fits);
  auto watcher = kHubs->Watch(request);
  const auto told = watcher.Next();
  if (!told.ok()) return ExpectDocumented(told.status());
  if (*told == nullptr) return;
  aggregation::v1::WatchAggregatesResponse step;
  Require(step.ParseFromString(**told), "what is told can be read");
  for (const EventToken& reached : step.position().sources()) {
    for (const EventToken& held : position.sources()) {
      Require(held.log_id() != reached.log_id() || held.sequence() <= reached.sequence(), "no position goes back");
    }
  }
}

void TryCursor(const EventToken& after) {
  const KeptLog log;
  submission::EventCursor cursor(log, after);
  const auto read = cursor.Read(100);
  if (!read.ok()) {
    ExpectDocumented(read.status());
    return Require(status::ReasonOf(read.status()) == "LOG_CHANGED", "a position is refused as one");
  }
  const int64_t left = Log().token().sequence() - after.sequence();
  Require(read->records_size() == left, "all that stands behind a position is read", after.ShortDebugString());
  Require(read->token().digest() == Log().token().digest(), "the end of the log is reached");
}

void TryPosition(const Position& position) {
  TryWatch(position);
  if (position.sources_size() > 0) TryCursor(position.sources(0));
}

// With the digest that the log has there, since no fuzzer finds it.
void PutRight(EventToken& token) {
  const auto digest = KeptLog().DigestAt(token.sequence()).value();
  if (digest.has_value()) token.set_digest(*digest);
}

}  // namespace

void TryResumeToken(absl::string_view input) {
  if (!input.empty() && input.front() == 'p') return TryPageToken(input.substr(1));
  Position position;
  if (!position.ParseFromString(std::string(input))) return;
  TryPosition(position);
  for (EventToken& token : *position.mutable_sources()) PutRight(token);
  TryPosition(position);
}

}  // namespace nianbao::fuzz
