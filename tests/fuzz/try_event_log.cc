#include "tests/fuzz/try_event_log.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/engine.h"
#include "tests/fuzz/require.h"

namespace nianbao::fuzz {
namespace {

using aggregation::Engine;
using submission::v1::Event;
using submission::v1::EventRecord;

constexpr char kLogId[] = "log";
constexpr int kEventsMax = 200;
constexpr int kYears[] = {2023, 2024};

std::vector<Event> EventsIn(absl::string_view input) {
  std::vector<Event> events;
  for (const absl::string_view bytes : absl::StrSplit(input, "\n===\n")) {
    Event event;
    if (static_cast<int>(events.size()) == kEventsMax || !event.ParseFromString(std::string(bytes))) continue;
    const std::string kept = digest::CanonicalBytes(event);
    Event again;
    Require(again.ParseFromString(kept) && digest::CanonicalBytes(again) == kept, "an event is what it is kept as");
    events.push_back(std::move(event));
  }
  return events;
}

std::vector<EventRecord> Chained(const std::vector<Event>& events) {
  std::vector<EventRecord> records;
  std::string digest = ChainStart(kLogId);
  for (const Event& event : events) {
    EventRecord& record = records.emplace_back();
    *record.mutable_event() = event;
    digest = ChainNext(digest, digest::CanonicalBytes(event));
    record.set_digest(digest);
  }
  return records;
}

// Every total of these years, in both trees; that of a node that has none is why.
std::string TotalsOf(const Engine& engine) {
  std::string all;
  for (const int year : kYears) {
    for (const auto tree : {aggregation::v1::TREE_YEAR, aggregation::v1::TREE_TODAY}) {
      const auto view = engine.Totals({.year = year, .tree = tree});
      for (int organ = 0; organ < engine.facts().organs().size(); ++organ) {
        if (!engine.facts().IsKnown(organ)) continue;
        const auto total = view->Total(organ);
        absl::StrAppend(&all, engine.facts().organs().name(organ), " ", year, " ");
        if (!total.ok()) {
          ExpectDocumented(total.status());
          absl::StrAppend(&all, status::ReasonOf(total.status()), "\n");
          continue;
        }
        for (const int64_t cell : total->cells) absl::StrAppend(&all, cell, " ");
        absl::StrAppend(&all, total->counts.expected, " ", total->counts.accepted, "\n");
      }
    }
  }
  return all;
}

// Totals are asked for after each event when they shall move with it.
Engine& Replay(Engine& engine, const std::vector<EventRecord>& records, bool moving) {
  engine.Begin(0, kLogId);
  for (const EventRecord& record : records) {
    if (moving) TotalsOf(engine);
    const auto before = engine.facts().position().SerializeAsString();
    const absl::Status taken = engine.Apply(0, record);
    if (taken.ok()) continue;
    ExpectDocumented(taken);
    const std::string reason = status::ReasonOf(taken);
    Require(reason == "FEED_GAP" || reason == "FEED_CORRUPT", "an event is refused as one", taken.ToString());
    Require(engine.facts().position().SerializeAsString() == before, "a refused event changes nothing");
    break;
  }
  return engine;
}

void ExpectSameTotals(const std::vector<EventRecord>& records) {
  Engine streamed({""});
  Engine rebuilt({""});
  Require(TotalsOf(Replay(streamed, records, true)) == TotalsOf(Replay(rebuilt, records, false)),
          "totals that moved are totals made anew");
}

}  // namespace

void TryEventLog(absl::string_view input) {
  std::vector<Event> events = EventsIn(input);
  ExpectSameTotals(Chained(events));
  for (size_t i = 0; i < events.size(); ++i) events[i].set_sequence(static_cast<int64_t>(i) + 1);
  ExpectSameTotals(Chained(events));
}

}  // namespace nianbao::fuzz
