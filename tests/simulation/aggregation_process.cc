#include "tests/simulation/aggregation_process.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "tests/simulation/office_requests.h"

namespace nianbao::simulation {

using aggregation::Engine;
using submission::v1::EventRecord;
using submission::v1::WatchEventsResponse;

namespace {

constexpr int kBatchMax = 8;
constexpr int kWholeBatch = 500;
constexpr size_t kOnTheWayMax = 4;

std::string FirstDifference(const Engine& streamed, const Engine& rebuilt) {
  for (const int year : OfficeRequests::kYears) {
    for (const auto tree : {aggregation::v1::TREE_YEAR, aggregation::v1::TREE_TODAY}) {
      const aggregation::ViewKey key = {.year = year, .tree = tree};
      const auto one = streamed.Totals(key);
      const auto other = rebuilt.Totals(key);
      for (int organ = 0; organ < streamed.facts().organs().size(); ++organ) {
        const std::string& name = streamed.facts().organs().name(organ);
        const auto again = rebuilt.Find(name);
        if (!streamed.facts().IsKnown(organ)) continue;
        if (!again.ok() || one->Total(organ).value() != other->Total(*again).value()) {
          return absl::StrCat(name, " ", year, " ", aggregation::v1::Tree_Name(tree));
        }
      }
    }
  }
  return "";
}

}  // namespace

std::unique_ptr<Engine> Rebuilt(const std::string& log_id, const std::vector<EventRecord>& log, int64_t up_to) {
  auto engine = std::make_unique<Engine>(std::vector<std::string>{""});
  engine->Begin(0, log_id);
  for (int64_t i = 0; i < up_to; ++i) engine->Apply(0, log[i]).IgnoreError();
  return engine;
}

AggregationProcess::AggregationProcess(uint64_t seed, const VirtualClock& clock, Findings& findings, Tally& tally,
                                       Trace& trace)
    : random_(seed),
      findings_(findings),
      tally_(tally),
      trace_(trace),
      timing_({.patience = absl::Seconds(30), .memory = absl::Minutes(1), .clock = [&clock] { return clock.Now(); }}),
      life_(std::make_unique<Life>(timing_)) {}

void AggregationProcess::Crash() {
  tally_.Add(Done::kAggregationCrashes);
  Break();
  begins_anew_ = false;
  life_ = std::make_unique<Life>(timing_);
}

void AggregationProcess::Break() {
  if (!cursor_.has_value()) return;
  tally_.Add(Done::kFeedBreaks);
  cursor_.reset();
  store_ = nullptr;
  on_the_way_.clear();
  delivered_.reset();
  has_lost_ = false;
}

void AggregationProcess::Follow(const std::shared_ptr<SteppedStore>& store) {
  if (store_ != store || random_.Chance(2)) Break();
  if (store == nullptr) return;
  if (!cursor_.has_value()) return Open(store);
  if (!on_the_way_.empty() && (on_the_way_.size() >= kOnTheWayMax || random_.Chance(60))) return Deliver();
  ReadOn();
}

void AggregationProcess::CatchUp(const std::shared_ptr<SteppedStore>& store) {
  Break();
  // Once more when a gap of before shows only now.
  for (int times = 0; times < 2; ++times) {
    Open(store);
    while (cursor_.has_value()) {
      const auto batch = cursor_->Read(kWholeBatch);
      if (!findings_.Expect(batch.ok(), kEnds, absl::StrCat("the feed ended: ", batch.status().message()))) return;
      TakeIn(*batch);
      if (batch->records().empty()) break;
    }
    Break();
  }
}

void AggregationProcess::Open(const std::shared_ptr<SteppedStore>& store) {
  const auto head = store->Head();
  if (!head.ok()) return;
  const auto position = life_->totals.position(0);
  submission::v1::EventToken after;
  if (begins_anew_ || !position.has_value() || position->log_id() != head->log_id()) {
    life_->totals.Begin(0, head->log_id());
    begins_anew_ = false;
  } else if (position->sequence() > 0) {
    findings_.Expect(
        head->sequence() >= position->sequence(), kDense,
        absl::StrCat("the log ends at ", head->sequence(), " after ", position->sequence(), " had been read of it"));
    after = *position;
  }
  life_->totals.ServeFrom(0, head->sequence());
  store_ = store;
  cursor_.emplace(*store_, after);
}

void AggregationProcess::ReadOn() {
  auto batch = cursor_->Read(static_cast<int>(random_.Between(1, kBatchMax)));
  if (!batch.ok()) {
    findings_.Expect(absl::IsUnavailable(batch.status()), kDense,
                     absl::StrCat("a reader of the log was told ", batch.status().message()));
    begins_anew_ |= status::ReasonOf(batch.status()) == "LOG_CHANGED";
    return Break();
  }
  if (!batch->records().empty() || life_->totals.position(0)->sequence() == 0) on_the_way_.push_back(*std::move(batch));
}

void AggregationProcess::Deliver() {
  if (delivered_.has_value() && random_.Chance(15)) {
    tally_.Add(Done::kBatchesTwice);
    TakeIn(*delivered_);
  }
  if (on_the_way_.empty()) return;
  WatchEventsResponse batch = std::move(on_the_way_.front());
  on_the_way_.pop_front();
  if (random_.Chance(1)) {
    tally_.Add(Done::kBatchesLost);
    has_lost_ = true;
    return;
  }
  delivered_ = batch;
  TakeIn(batch);
}

void AggregationProcess::TakeIn(const WatchEventsResponse& batch) {
  tally_.Add(Done::kBatches);
  const absl::Status taken = life_->totals.Apply(0, batch);
  trace_.Note(static_cast<int64_t>(taken.code()));
  if (taken.ok()) return;
  findings_.Expect(has_lost_, kRebuilt, absl::StrCat("a batch was refused: ", taken.message()));
  life_->totals.Fail(0, taken);
  begins_anew_ = true;
  Break();
}

void AggregationProcess::CheckRebuilt(const std::vector<EventRecord>& log) const {
  const auto check = [&](const Engine& streamed, int64_t) -> absl::Status {
    const submission::v1::EventToken position = streamed.facts().Log(0)->position();
    if (!findings_.Expect(position.sequence() <= static_cast<int64_t>(log.size()), kDense,
                          "totals are of events that the log does not have")) {
      return absl::OkStatus();
    }
    const std::string difference = FirstDifference(streamed, *Rebuilt(position.log_id(), log, position.sequence()));
    findings_.Expect(difference.empty(), kRebuilt,
                     absl::StrCat("the totals of ", difference, " differ at event ", position.sequence()));
    return absl::OkStatus();
  };
  life_->totals.Read({}, absl::ZeroDuration(), check).IgnoreError();
}

}  // namespace nianbao::simulation
