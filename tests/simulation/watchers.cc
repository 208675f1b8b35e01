#include "tests/simulation/watchers.h"

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/status/error.h"
#include "tests/simulation/office_requests.h"

namespace nianbao::simulation {

using aggregation::Engine;
using aggregation::v1::WatchAggregatesRequest;
using aggregation::v1::WatchAggregatesResponse;

namespace {

// Longer than a position alone is kept back.
constexpr absl::Duration kPause = absl::Seconds(6);
constexpr int kPausesMax = 20;

}  // namespace

Watchers::Watchers(uint64_t seed, int count, AggregationProcess& process, Findings& findings, Tally& tally,
                   Trace& trace)
    : random_(seed), process_(process), findings_(findings), tally_(tally), trace_(trace) {
  for (int i = 0; i < count; ++i) watching_.push_back({.request = AnyRequest()});
}

WatchAggregatesRequest Watchers::AnyRequest() {
  WatchAggregatesRequest request;
  for (const char* node : {"organs/county", "organs/town", "organs/edu", "organs/park"}) {
    if (random_.Chance(50)) request.add_nodes(node);
  }
  if (request.nodes().empty()) request.add_nodes("organs/county");
  request.set_year(OfficeRequests::kYears[1]);
  if (random_.Chance(50)) request.add_years(OfficeRequests::kYears[0]);
  if (random_.Chance(60)) request.set_depth(static_cast<int>(random_.Between(1, 3)));
  if (random_.Chance(40)) {
    for (const form::Cell& cell : form::Catalogue::Get().cells()) {
      if (random_.Chance(25)) request.add_cells(cell.code);
    }
  }
  if (random_.Chance(30)) request.set_tree(aggregation::v1::TREE_TODAY);
  return request;
}

void Watchers::BreakAll() {
  for (Watching& watching : watching_) watching.stream.reset();
}

void Watchers::Happen() {
  Watching& watching = watching_[random_.Between(0, static_cast<int64_t>(watching_.size()) - 1)];
  if (random_.Chance(8)) watching.stream.reset();
  if (!watching.stream.has_value()) return Come(watching);
  Read(watching);
}

void Watchers::Come(Watching& watching) {
  if (watching.reader.token().sequence() > 0) {
    tally_.Add(Done::kWatchersResumed);
    watching.request.mutable_resume_token()->clear_sources();
    *watching.request.mutable_resume_token()->add_sources() = watching.reader.token();
  }
  watching.stream.emplace(process_.hubs().Watch(watching.request));
}

bool Watchers::Read(Watching& watching) {
  const auto told = watching.stream->Next();
  if (!told.ok()) {
    const std::string reason = status::ReasonOf(told.status());
    trace_.Note(reason);
    // FEED_GAP: a batch got lost, and the feed has not begun anew yet.
    findings_.Expect(reason == "NOT_CAUGHT_UP" || reason == "FEED_GAP", kEqual,
                     absl::StrCat("a watcher was told ", told.status().message()));
    watching.stream.reset();
    return false;
  }
  if (*told == nullptr) return false;
  tally_.Add(Done::kTold);
  WatchAggregatesResponse message;
  findings_.Expect(message.ParseFromString(**told), kEqual, "what was told is no message");
  const std::string wrong = watching.reader.Take(message);
  findings_.Expect(wrong.empty(), kMonotone, wrong);
  trace_.Note(watching.reader.token().sequence());
  return true;
}

void Watchers::CheckFinallyEqual(VirtualClock& clock, const Engine& rebuilt) {
  const submission::v1::EventToken end = rebuilt.facts().Log(0)->position();
  for (size_t i = 0; i < watching_.size(); ++i) {
    Watching& watching = watching_[i];
    for (int pauses = 0; pauses < kPausesMax && watching.reader.token().sequence() != end.sequence(); ++pauses) {
      clock.Move(kPause);
      process_.hubs().Look();
      if (!watching.stream.has_value()) Come(watching);
      while (Read(watching)) {
      }
    }
    findings_.Expect(watching.reader.token().SerializeAsString() == end.SerializeAsString(), kEqual,
                     absl::StrCat("watcher ", i, " was told all up to ", watching.reader.token().sequence(),
                                  ", the log ends at ", end.sequence()));
    findings_.Expect(watching.reader.knows() == WhatThereIs(rebuilt, watching.request), kEqual,
                     absl::StrCat("watcher ", i, " knows other totals than there are"));
  }
}

}  // namespace nianbao::simulation
