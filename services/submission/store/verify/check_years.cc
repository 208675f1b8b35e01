#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "nianbao/organ/v1/deadline.pb.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "nianbao/submission/v1/year_lock.pb.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/missing_rows.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

std::string Words(const std::pair<int64_t, std::string>& key) { return absl::StrCat(key.first, " 年 ", key.second); }
std::string Words(const std::tuple<int64_t, std::string, int64_t>& key) {
  return absl::StrCat(std::get<0>(key), " 年 ", std::get<1>(key), std::get<2>(key) == 1 ? " 本级" : " 汇总");
}
std::string Words(int64_t year) { return absl::StrCat(year, " 年"); }

std::string Missing(const Touch& touch) { return absl::StrCat("缺失：第 ", touch.sequence, " 号事件记载过"); }

// A row of which the log tells every byte.
template <typename Message, typename Key>
const Told* CheckBytes(const NamedRow& row, const char* table, const char* column, const Key& key,
                       MissingRows<Key, Told>& missing, Faults& all) {
  RowFaults faults(all, table, Words(key));
  Message message;
  faults.Parse(row.Text(column), column, message);
  const Told* const told = missing.Meet(key);
  if (!faults.Expect(told != nullptr, "日志中没有这一行")) return nullptr;
  faults.Expect(told->sm3 == digest::Sm3({row.Text(column)}),
                absl::StrCat("内容与第 ", told->touch.sequence, " 号事件所载不符"));
  return told;
}

template <typename Key>
void AddMissing(const char* table, const MissingRows<Key, Told>& missing, Faults& all) {
  missing.ForEach([&](const Key& key, const Told& told) { all.Add(table, Words(key), Missing(told.touch)); });
}

bool IsWhatTheLogTells(const v1::YearLock& lock, const v1::YearLockChange& told) {
  return lock.year() == told.year() && lock.node() == told.node() && lock.kind() == told.to() &&
         lock.reason() == told.reason() && lock.missing_count() == told.missing_count() &&
         std::equal(lock.exceptions().begin(), lock.exceptions().end(), told.exceptions().begin(),
                    told.exceptions().end());
}

}  // namespace

int64_t CheckReporters(CheckContext& context) {
  MissingRows missing(context.story.reporters);
  const int64_t count = ForEachNamedRow(context.connection, "reporters", [&](const NamedRow& row) {
    const std::pair<int64_t, std::string> key(row.Number("year"), row.Text("organ"));
    const Told* const told =
        CheckBytes<organ::v1::ExpectedReporter>(row, "reporters", "reporter", key, missing, context.faults);
    if (told == nullptr) return;
    RowFaults(context.faults, "reporters", Words(key))
        .Expect(context.story.IsVersion(row.Number("version"), told->touch),
                absl::StrCat("版本 ", row.Number("version"), " 与日志不符"));
  });
  AddMissing("reporters", missing, context.faults);
  return count;
}

int64_t CheckDeadlines(CheckContext& context) {
  MissingRows missing(context.story.deadlines);
  const int64_t count = ForEachNamedRow(context.connection, "deadlines", [&](const NamedRow& row) {
    const std::tuple<int64_t, std::string, int64_t> key(row.Number("year"), row.Text("node"), row.Number("scope"));
    CheckBytes<organ::v1::Deadline>(row, "deadlines", "deadline", key, missing, context.faults);
  });
  AddMissing("deadlines", missing, context.faults);
  return count;
}

int64_t CheckCalendars(CheckContext& context) {
  MissingRows missing(context.story.calendars);
  const int64_t count = ForEachNamedRow(context.connection, "calendars", [&](const NamedRow& row) {
    CheckBytes<organ::v1::WorkingCalendar>(row, "calendars", "calendar", row.Number("year"), missing, context.faults);
  });
  AddMissing("calendars", missing, context.faults);
  return count;
}

int64_t CheckYearLocks(CheckContext& context) {
  MissingRows missing(context.story.year_locks);
  const int64_t count = ForEachNamedRow(context.connection, "year_locks", [&](const NamedRow& row) {
    const std::pair<int64_t, std::string> key(row.Number("year"), row.Text("node"));
    RowFaults faults(context.faults, "year_locks", Words(key));
    v1::YearLock lock;
    if (!row.IsNull("year_lock") && !faults.Parse(row.Text("year_lock"), "year_lock", lock)) return;
    const ToldLock* const told = missing.Meet(key);
    if (!faults.Expect(told != nullptr, "日志中没有这一行")) return;
    faults.Expect(context.story.IsVersion(row.Number("version"), told->touch),
                  absl::StrCat("版本 ", row.Number("version"), " 与日志不符"));
    const bool lifted = told->change.to() == v1::YearLock::KIND_UNSPECIFIED;
    faults.Expect(lifted ? row.IsNull("year_lock") : IsWhatTheLogTells(lock, told->change),
                  absl::StrCat("内容与第 ", told->touch.sequence, " 号事件所载不符"));
  });
  missing.ForEach([&](const std::pair<int64_t, std::string>& key, const ToldLock& told) {
    context.faults.Add("year_locks", Words(key), Missing(told.touch));
  });
  return count;
}

}  // namespace nianbao::submission
