// What submission does, as plain maps: written down from what is promised to callers, not from how it is done.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "nianbao/submission/v1/filing.pb.h"
#include "tests/property/submission/call.h"

namespace nianbao::submission {

class ReferenceModel {
 public:
  // The nodes over those who file, and over organs that come and go.
  static constexpr char kCity[] = "organs/city";
  static constexpr char kOther[] = "organs/other";
  // Those who file, each for one year, so that no report is compared with that of the year before.
  struct Filer {
    const char* organ;
    int year;
  };
  static constexpr Filer kFilers[] = {
      {"organs/edu", 2024}, {"organs/health", 2022}, {"organs/park", 2024}, {"organs/works", 2022}};

  struct Report {
    int figure = 0;
    Quality quality = Quality::kClean;
  };
  struct Open {
    enum class State { kDraft, kSubmitted, kReturned };
    State state = State::kDraft;
    int number = 0;
    Report report;
    bool explained = false;
    bool has_correction_reason = false;
    std::string submitter;
    v1::Revision::Timeliness timeliness = v1::Revision::TIMELINESS_UNSPECIFIED;
  };
  struct Effective {
    int number = 0;
    Report report;
    bool explained = false;
    bool published = false;
    std::string submitter;
    v1::Revision::Timeliness timeliness = v1::Revision::TIMELINESS_UNSPECIFIED;
    bool backloaded = false;
  };
  struct Filing {
    int64_t version = 0;
    int revisions = 0;
    std::optional<Open> open;
    std::optional<Effective> effective;
    std::string due_date;
  };
  struct Lock {
    bool sealed = false;
    std::string exception;
  };
  struct Organ {
    std::string parent;
    std::string title;
    // "" for always, and for never.
    std::string from_day;
    std::string end_day;
  };
  // Of an organ on the list of a year: whether it files only its summary.
  struct Line {
    bool closed = false;
  };

  // The roster is there; `head` is the sequence of the last event.
  explicit ReferenceModel(int64_t head);

  // The reasons for each of which the call would be refused now; none: it is carried out.
  std::set<std::string> Objections(const Call& call) const;
  // Carries it out.
  void Apply(const Call& call);
  // How many reports are due below a node and not accepted.
  int Missing(const std::string& node, int year) const;

  int64_t head() const { return head_; }
  const std::map<std::string, Filing>& filings() const { return filings_; }
  // By year and node.
  const std::map<std::pair<int, std::string>, Lock>& locks() const { return locks_; }
  const std::map<std::string, Organ>& organs() const { return organs_; }
  const std::map<int, std::map<std::string, Line>>& lists() const { return lists_; }
  const std::map<std::pair<int, std::string>, int>& deadlines() const { return deadlines_; }
  // By subject and node.
  const std::set<std::pair<std::string, std::string>>& grants() const { return grants_; }
  // How many events each request made.
  const std::map<std::string, int>& events() const { return events_; }

 private:
  using Reasons = std::set<std::string>;

  const Filing* Find(const Call& call) const;
  bool IsLocked(const Call& call, bool for_filers) const;
  bool IsAtOrBelow(const std::string& organ, const std::string& node) const;
  bool StandsOn(const std::string& organ, const std::string& day) const;
  bool StandsOnTheListAbove(int year, const std::string& organ) const;
  void ObjectToSaving(const Call& call, Reasons& reasons) const;
  void ObjectToChange(const Call& call, Reasons& reasons) const;
  void ObjectToLock(const Call& call, Reasons& reasons) const;
  void ObjectToGrant(const Call& call, Reasons& reasons) const;
  void ObjectToRoster(const Call& call, Reasons& reasons) const;
  void ApplyToFiling(const Call& call);
  void ApplyToRoster(const Call& call);
  void Log(const Call& call, int events);
  Open& OpenOf(Filing& filing);

  int64_t head_;
  std::map<std::string, Filing> filings_;
  std::map<std::pair<int, std::string>, Lock> locks_;
  std::map<std::string, Organ> organs_;
  std::map<int, std::map<std::string, Line>> lists_;
  std::map<std::pair<int, std::string>, int> deadlines_;
  std::set<std::pair<std::string, std::string>> grants_;
  std::map<std::string, int> events_;
};

}  // namespace nianbao::submission
