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
#include "tests/property/submission/roster_model.h"

namespace nianbao::submission {

class ReferenceModel {
 public:
  static constexpr const char* kCity = RosterModel::kCity;
  static constexpr const char* kOther = RosterModel::kOther;
  // The only one who files for two years in a row, so that its later report is compared with the one before.
  static constexpr char kSteady[] = "organs/tax";
  static constexpr int kEarlier = 2023;
  // Those who file.
  struct Filer {
    const char* organ;
    int year;
  };
  static constexpr Filer kFilers[] = {{"organs/edu", 2024},   {"organs/health", 2022}, {"organs/park", 2024},
                                      {"organs/works", 2022}, {kSteady, kEarlier},     {kSteady, kEarlier + 1}};
  // The years of which reports, lists, locks, deadlines and calendars are.
  static constexpr int kYears[] = {2022, 2023, 2024};

  struct Report {
    int figure = 0;
    Quality quality = Quality::kClean;
  };
  // What the rules say about a report.
  struct Findings {
    bool has_errors = false;
    // Of kWarning, and of kCarryOver.
    int warnings = 0;
    int warnings_carried = 0;
  };
  struct Open {
    enum class State { kDraft, kSubmitted, kReturned };
    State state = State::kDraft;
    int number = 0;
    Report report;
    Findings findings;
    bool explained = false;
    bool explanation_refused = false;
    bool has_correction_reason = false;
    int document = 0;
    std::string submitter;
    v1::Revision::Timeliness timeliness = v1::Revision::TIMELINESS_UNSPECIFIED;
  };
  struct Effective {
    int number = 0;
    Report report;
    Findings findings;
    bool explained = false;
    int document = 0;
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
    // By the number of the revision that has it.
    std::map<int, int> documents;
  };
  struct Lock {
    bool sealed = false;
    std::string exception;
  };
  // Of an organ on the list of a year: its place there, and whether it files only its summary.
  struct Line {
    std::string parent;
    bool closed = false;
  };
  // Of the rules that change.
  struct Rule {
    bool is_on = true;
    finding::v1::Severity severity = finding::v1::SEVERITY_WARNING;
  };

  // The roster is there; `head` is the sequence of the last event.
  explicit ReferenceModel(int64_t head);

  // The reasons for each of which the call would be refused now; none: it is carried out.
  std::set<std::string> Objections(const Call& call) const;
  // Carries it out.
  void Apply(const Call& call);
  // How many reports are due below a node and not accepted.
  int Missing(const std::string& node, int year) const;
  // How many of what is submitted together cannot be.
  int RefusedItems(const Call& call) const;
  bool IsDayOff(const Call& call) const;

  int64_t head() const { return head_; }
  const std::map<std::string, Filing>& filings() const { return filings_; }
  // By year and node.
  const std::map<std::pair<int, std::string>, Lock>& locks() const { return locks_; }
  const RosterModel& roster() const { return roster_; }
  const std::map<int, std::map<std::string, Line>>& lists() const { return lists_; }
  const std::map<std::pair<int, std::string>, int>& deadlines() const { return deadlines_; }
  // By year: the figure that tells its days.
  const std::map<int, int>& calendars() const { return calendars_; }
  const std::map<std::string, Rule>& rules() const { return rules_; }
  int rule_changes() const { return rule_changes_; }
  // By subject and node.
  const std::set<std::pair<std::string, std::string>>& grants() const { return grants_; }
  // How many events each request made.
  const std::map<std::string, int>& events() const { return events_; }

 private:
  using Reasons = std::set<std::string>;

  const Filing* Find(const Call& call) const;
  bool IsLocked(const Call& call, bool for_filers) const;
  bool IsOnTheListBelow(int year, const std::string& organ, const std::string& node) const;
  bool IsSealedAnywhere(int year) const;
  // Whether a node is sealed that is this organ or stands above it on the list.
  bool IsSealedOnTheList(int year, const std::string& organ) const;
  bool IsBelowClosed(int year, const std::string& organ) const;
  std::string ParentToList(const Call& call) const;
  bool StandsOnTheListAbove(int year, const std::string& organ) const;
  Findings Judge(const std::string& organ, int year, const Report& report) const;
  void ObjectToSaving(const Call& call, Reasons& reasons) const;
  void ObjectToSubmission(const Call& call, const Filing& standing, Reasons& reasons) const;
  void ObjectToItems(const Call& call, Reasons& reasons) const;
  void ObjectToChange(const Call& call, Reasons& reasons) const;
  void ObjectToLock(const Call& call, Reasons& reasons) const;
  void ObjectToGrant(const Call& call, Reasons& reasons) const;
  void ObjectToList(const Call& call, Reasons& reasons) const;
  void ObjectToRule(const Call& call, Reasons& reasons) const;
  void ApplyToFiling(const Call& call);
  void Submit(const Call& call);
  void Accept(Filing& filing);
  void Backload(const Call& call, Filing& filing);
  // Returns the number of events.
  int ReopenYearAfter(const Call& call);
  void ApplyToList(const Call& call);
  void ApplyToRule(const Call& call);
  void Log(const Call& call, int events);
  Open& OpenOf(Filing& filing);
  static void Attach(const Call& call, int revision, int& document, Filing& filing);

  int64_t head_;
  std::map<std::string, Filing> filings_;
  std::map<std::pair<int, std::string>, Lock> locks_;
  RosterModel roster_;
  std::map<int, std::map<std::string, Line>> lists_;
  std::map<std::pair<int, std::string>, int> deadlines_;
  std::map<int, int> calendars_;
  std::map<std::string, Rule> rules_ = {{kWarning, {}}, {kCarryOver, {}}};
  int rule_changes_ = 0;
  std::set<std::pair<std::string, std::string>> grants_;
  std::map<std::string, int> events_;
};

}  // namespace nianbao::submission
