// What the log tells of the rest of the store.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::submission {

// Where a change of something stands in the log: its event, and the changeset to which that belongs.
struct Touch {
  int64_t sequence = 0;
  size_t changeset = 0;
};

// Bytes that were put, by their SM3, and when.
struct Told {
  std::string sm3;
  Touch touch;
};

struct ToldRevision {
  v1::Revision::State state = v1::Revision::STATE_UNSPECIFIED;
  std::string report_digest;
};

struct ToldFiling {
  Touch touch;
  // "" when it has no day of its own.
  std::string due_date;
  // By number.
  std::map<int64_t, ToldRevision> revisions;
};

struct ToldLock {
  v1::YearLockChange change;
  Touch touch;
};

// Subject, node and role.
using GrantKey = std::tuple<std::string, std::string, int64_t>;

// Of each thing the last that the log says. Take() the events in order.
class LogStory {
 public:
  void Take(const v1::Event& event);

  // Whether a version that the store noted is that of the change: the sequence of its last event.
  bool IsVersion(int64_t version, const Touch& touch) const;

  // By name and first day, and by name.
  std::map<std::pair<std::string, std::string>, Told> organ_versions;
  std::map<std::string, Told> organs;
  Touch roster;
  // By year and organ.
  std::map<std::pair<int64_t, std::string>, Told> reporters;
  // By year, node and scope; without those that were lifted.
  std::map<std::tuple<int64_t, std::string, int64_t>, Told> deadlines;
  // By year.
  std::map<int64_t, Told> calendars;
  // By year and node.
  std::map<std::pair<int64_t, std::string>, ToldLock> year_locks;
  // With the sequence of the event that gave it; without those that were taken away.
  std::map<GrantKey, int64_t> grants;
  std::map<std::string, ToldFiling> filings;
  std::set<std::string> rulebooks;
  std::string active_rulebook;
  // By digest, with the sequence of the first event that names it.
  std::map<std::string, int64_t> documents;
  // By actor and request id, with the sequence of the first event.
  std::map<std::pair<std::string, std::string>, int64_t> requests;

 private:
  void TakeFiling(const v1::FilingChange& change, const Touch& touch);

  // The sequence of the last event of each changeset.
  std::vector<int64_t> ends_;
  std::pair<std::string, std::string> request_;
};

}  // namespace nianbao::submission
