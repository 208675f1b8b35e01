#include "tests/cluster/closing.h"

#include <algorithm>

#include "tests/cluster/opening.h"

namespace nianbao::cluster {

using submission::v1::EventRecord;
using submission::v1::EventService;

namespace {

bool IsSame(const std::vector<EventRecord>& seen, const std::vector<EventRecord>& log) {
  return std::equal(seen.begin(), seen.end(), log.begin(), log.end(), [](const EventRecord& a, const EventRecord& b) {
    return a.event().sequence() == b.event().sequence() && a.digest() == b.digest();
  });
}

template <typename Stream>
nlohmann::json ReportOf(const std::string& name, Way way, const Stream& stream, bool has_come, bool is_same) {
  return {{"name", name},
          {"way", NameOf(way)},
          {"resumptions", stream.resumptions()},
          {"reached_the_end", has_come},
          {"same_as_a_fresh_read", is_same},
          {"faults", stream.faults()}};
}

}  // namespace

std::vector<EventRecord> WholeLog(const Caller& auditor) {
  std::vector<EventRecord> log;
  submission::v1::ListEventsRequest request;
  request.set_page_size(1000);
  while (true) {
    const auto page = auditor.Call("ListEvents", auditor.events(), &EventService::Stub::ListEvents, request);
    Check(page.status(), "the log");
    if (page->records().empty()) return log;
    log.insert(log.end(), page->records().begin(), page->records().end());
    *request.mutable_after() = page->token();
  }
}

nlohmann::json EndOf(TotalWatcher& watcher, Way way, const Figures& fresh, int64_t end) {
  const bool has_come = watcher.stream().StopAt(end, kPatience);
  return ReportOf("WatchAggregates", way, watcher.stream(), has_come, watcher.figures() == fresh);
}

nlohmann::json EndOf(LogWatcher& watcher, Way way, const std::vector<EventRecord>& log) {
  const bool has_come = watcher.stream().StopAt(log.back().event().sequence(), kPatience);
  return ReportOf("WatchEvents", way, watcher.stream(), has_come, IsSame(watcher.records(), log));
}

}  // namespace nianbao::cluster
