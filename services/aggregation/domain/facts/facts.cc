#include "services/aggregation/domain/facts/facts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/not_caught_up.h"

namespace nianbao::aggregation {
namespace {

using submission::v1::Event;
using submission::v1::EventRecord;
using submission::v1::EventToken;
using submission::v1::YearLock;

absl::Status Corrupt(int64_t sequence, absl::string_view message, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT", message)
      .Meta("sequence", absl::StrCat(sequence))
      .Chinese(absl::StrCat("事件日志第 ", sequence, " 条", chinese, "，汇总已暂停，请联系运维人员。"));
}

absl::Status LogChanged(absl::string_view message) {
  return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED", message)
      .Chinese("所给的位置不属于现有的事件日志（可能已从备份恢复），请重新取数。");
}

template <typename Columns>
const auto& ColumnOf(const typename Columns::key_type& key, const Columns& columns) {
  static const auto* const kEmpty = new typename Columns::mapped_type();
  const auto found = columns.find(key);
  return found == columns.end() ? *kEmpty : found->second;
}

}  // namespace

Facts::Facts(const std::vector<std::string>& mounts) : logs_(mounts.size()), stores_(mounts.size()) {
  for (const std::string& mount : mounts) mounts_.push_back(mount.empty() ? kNoOrgan : organs_.FindOrAdd(mount));
  MakeRoom();
}

void Facts::Begin(int source, const std::string& log_id) {
  for (int organ = 0; organ < organs_.size(); ++organ) {
    if (sources_[organ] != source) continue;
    facts_[organ] = OrganFacts();
    sources_[organ] = kNoSource;
    for (auto& [year, lines] : lines_) lines.Forget(organ);
    for (auto& [of, reports] : reports_) reports.Forget(organ);
  }
  for (auto list = listed_since_.begin(); list != listed_since_.end();) {
    list = list->first.second == source ? listed_since_.erase(list) : std::next(list);
  }
  for (auto seal = seals_.begin(); seal != seals_.end();) {
    seal = sources_[seal->first.second] == kNoSource ? seals_.erase(seal) : std::next(seal);
  }
  stores_[source].Clear();
  grants_.Forget(source);
  logs_[source].emplace(log_id);
}

absl::StatusOr<Touched> Facts::Apply(int source, const EventRecord& record) {
  LogHistory& log = *logs_[source];
  if (record.event().sequence() <= log.position().sequence()) return Touched{};
  ASSIGN_OR_RETURN(EventToken next, log.Next(record));
  ASSIGN_OR_RETURN(const Touched touched, Take(source, record.event()));
  log.Advance(std::move(next), !record.event().more());
  return touched;
}

absl::StatusOr<Touched> Facts::Take(int source, const Event& event) {
  switch (event.change_case()) {
    case Event::kOrgan:
      return TakeOrgan(source, event);
    case Event::kReporter:
      return TakeLine(source, event);
    case Event::kFiling:
      return TakeReport(source, event);
    case Event::kYearLock:
      TakeSeal(event.year_lock(), event.sequence());
      return Touched{};
    case Event::kGrant:
      grants_.Take(source, event.grant());
      return Touched{};
    // Totals do not depend on what the rules say, on when a report is due, nor on a kind of event that a newer
    // submission service writes.
    case Event::kRulebook:
    case Event::kVerdict:
    case Event::kFilingDeadline:
    case Event::kDeadline:
    case Event::kCalendar:
    case Event::CHANGE_NOT_SET:
      break;
  }
  return Touched{};
}

absl::StatusOr<Touched> Facts::TakeOrgan(int source, const Event& event) {
  const int organ = Numbered(event.organ().name());
  if (sources_[organ] != kNoSource && sources_[organ] != source) {
    return Corrupt(event.sequence(),
                   absl::StrCat("event.organ.name: got ", event.organ().name(), ", which another log speaks of too"),
                   absl::StrCat("中的机关 ", event.organ().name(), " 也出现在另一份日志中"));
  }
  OrganVersion version = VersionOf(event.organ(), organs_);
  MakeRoom();
  const OrganVersion* const before = facts_[organ].versions.At(kLatest);
  // Said again: sums that refer to the version keep it.
  if (before != nullptr && *before == version) return Touched{};
  sources_[organ] = source;
  facts_[organ].versions.Put(event.sequence(), std::move(version));
  return Touched{.what = Touched::What::kRoster, .organ = organ};
}

absl::StatusOr<Touched> Facts::TakeLine(int source, const Event& event) {
  const auto& reporter = event.reporter();
  const int organ = Numbered(reporter.organ().name());
  if (!IsKnown(organ) || sources_[organ] != source) {
    return Corrupt(
        event.sequence(),
        absl::StrCat("event.reporter.organ: got ", reporter.organ().name(), ", want one of an earlier event"),
        absl::StrCat("涉及未登记的机关 ", reporter.organ().name()));
  }
  ListLine line = LineOf(reporter, organs_);
  MakeRoom();
  lines_[reporter.year()].Put(organ, event.sequence(), std::move(line));
  listed_since_.try_emplace({reporter.year(), source}, event.sequence());
  return Touched{.what = Touched::What::kList, .organ = organ, .year = reporter.year()};
}

absl::StatusOr<Touched> Facts::TakeReport(int source, const Event& event) {
  const auto& change = event.filing();
  const int organ = organs_.Find(change.organ());
  if (!IsKnown(organ) || sources_[organ] != source) {
    return Corrupt(event.sequence(),
                   absl::StrCat("event.filing.organ: got ", change.organ(), ", want one of an earlier event"),
                   absl::StrCat("涉及未登记的机关 ", change.organ()));
  }
  Column<ReportState>& reports = reports_[{change.year(), change.scope()}];
  const ReportState* const before = reports.At(organ, kLatest);
  ASSIGN_OR_RETURN(const ReportState after,
                   After(before == nullptr ? ReportState() : *before, change, event.sequence(), stores_[source]));
  reports.Put(organ, event.sequence(), after);
  return Touched{.what = Touched::What::kReport, .organ = organ, .year = change.year()};
}

void Facts::TakeSeal(const submission::v1::YearLockChange& change, int64_t sequence) {
  // A year that is closed for all organs has no node whose total could be proven.
  if (change.node().empty()) return;
  const int node = Numbered(change.node());
  seals_[{change.year(), node}].Put(sequence, change.to() == YearLock::KIND_SEALED);
}

int Facts::Numbered(const std::string& name) {
  const int organ = organs_.FindOrAdd(name);
  MakeRoom();
  return organ;
}

void Facts::MakeRoom() {
  facts_.resize(static_cast<size_t>(organs_.size()));
  sources_.resize(facts_.size(), kNoSource);
}

v1::Position Facts::position() const { return PositionAt(Now()); }

v1::Position Facts::PositionAt(const Moment& moment) const {
  v1::Position position;
  for (int source = 0; source < source_count(); ++source) {
    if (const LogHistory* const log = Log(source)) *position.add_sources() = log->At(moment[source]);
  }
  std::sort(position.mutable_sources()->begin(), position.mutable_sources()->end(),
            [](const EventToken& a, const EventToken& b) { return a.log_id() < b.log_id(); });
  return position;
}

Moment Facts::Now() const {
  Moment now(logs_.size(), 0);
  for (int source = 0; source < source_count(); ++source) {
    if (const LogHistory* const log = Log(source)) now[source] = log->position().sequence();
  }
  return now;
}

absl::StatusOr<Moment> Facts::MomentOf(const v1::Position& position) const {
  Moment moment(logs_.size(), -1);
  for (const EventToken& token : position.sources()) {
    int source = 0;
    while (source < source_count() && (Log(source) == nullptr || Log(source)->position().log_id() != token.log_id())) {
      ++source;
    }
    if (source == source_count())
      return LogChanged(absl::StrCat("position: got log ", token.log_id(), ", want one in hand"));
    const LogHistory& log = *Log(source);
    if (token.sequence() > log.position().sequence()) {
      return NotCaughtUp(absl::StrCat("position: got totals as of event ", log.position().sequence(), ", want event ",
                                      token.sequence()),
                         log.position().sequence(), token.sequence());
    }
    if (!log.Contains(token)) return LogChanged(absl::StrCat("position: event ", token.sequence(), " is another now"));
    moment[source] = token.sequence();
  }
  if (std::find(moment.begin(), moment.end(), -1) != moment.end()) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         "position: want one source for each log that is summed")
        .Field("position", "want one source for each log that is summed")
        .Chinese("所给的位置没有包括每一份事件日志，请原样使用服务返回的位置。");
  }
  return moment;
}

int Facts::MountOf(int organ) const {
  const int source = sources_[organ];
  const int mount = source == kNoSource ? kNoOrgan : mounts_[source];
  return mount == organ ? kNoOrgan : mount;
}

const Column<ListLine>& Facts::Lines(int year) const { return ColumnOf(year, lines_); }

const Column<ReportState>& Facts::Reports(int year, form::v1::Scope scope) const {
  return ColumnOf({year, scope}, reports_);
}

bool Facts::HasList(int year, int source, const Moment& at) const {
  const auto found = listed_since_.find({year, source});
  return found != listed_since_.end() && found->second <= at[source];
}

int64_t Facts::SealedAt(int year, int organ, const Moment& at) const {
  const auto found = seals_.find({year, organ});
  if (found == seals_.end() || sources_[organ] == kNoSource) return 0;
  int64_t sealed_at = 0;
  found->second.ForEachUntil(at[sources_[organ]],
                             [&](int64_t sequence, bool sealed) { sealed_at = sealed ? sequence : 0; });
  return sealed_at;
}

bool Facts::WasSealedBy(int64_t sequence, int year, int organ) const {
  const auto found = seals_.find({year, organ});
  if (found == seals_.end()) return false;
  bool sealed_by = false;
  found->second.ForEachUntil(sequence, [&](int64_t at, bool sealed) { sealed_by = at == sequence && sealed; });
  return sealed_by;
}

}  // namespace nianbao::aggregation
