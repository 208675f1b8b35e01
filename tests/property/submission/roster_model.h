// Organs through time, as plain maps.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/submission/call.h"

namespace nianbao::submission {

class RosterModel {
 public:
  // The nodes over those who file, and over organs that come and go.
  static constexpr char kCity[] = "organs/city";
  static constexpr char kOther[] = "organs/other";
  // A day between all days of changes that are past and the one that lies ahead.
  static constexpr char kToday[] = "2026-01-01";

  // How an organ stands for a time.
  struct Version {
    std::string parent = "";
    std::string title = "";
    std::string phone = "";
    bool absent = false;
    std::set<std::string> successors = {};
    std::set<std::string> predecessors = {};

    bool operator==(const Version& other) const = default;
  };
  // By the day from which on they hold, "" for always.
  using Versions = std::map<std::string, Version>;

  // It stands from the beginning.
  void Add(const std::string& organ, const std::string& parent, const std::string& title);

  // The reasons for each of which the change would be refused; none: it is carried out.
  std::set<std::string> Objections(const Call& call) const;
  // Carries it out. Returns the number of its events.
  int Apply(const Call& call);

  const std::map<std::string, Versions>& organs() const { return organs_; }
  bool Knows(const std::string& organ) const { return organs_.contains(organ); }
  // Of an organ that is known.
  const Version& On(const std::string& organ, const std::string& day) const;
  bool Stands(const std::string& organ, const std::string& day) const;
  // Whether an organ is, or is below, the node; all are below "".
  bool IsAtOrBelow(const std::string& organ, const std::string& node, const std::string& day) const;

 private:
  using Reasons = std::set<std::string>;
  using Organs = std::vector<std::string>;

  int Change(const Call& call, Reasons& reasons);
  bool IsStanding(const std::string& organ, Reasons& reasons) const;
  bool IsForest(const std::string& day) const;
  // What follows the version of the day of the change, to begin with the same.
  Version Next(const std::string& organ) const;
  void Put(const std::string& organ, const Version& version);
  void SetUp(const Call& call, const std::string& organ, const Organs& predecessors, Reasons& reasons);
  // What holds later is said again as far as it says the same.
  void Replace(const std::string& organ, std::string Version::*field, const std::string& text);
  void TakeOver(const Call& call, const std::string& organ, const Organs& predecessors, Reasons& reasons);
  void End(const std::string& organ, const Organs& successors, Reasons& reasons);
  void Merge(const Call& call, Reasons& reasons);
  void Split(const Call& call, Reasons& reasons);
  void Update(const Call& call, Reasons& reasons);

  std::map<std::string, Versions> organs_;
  // Of the change at hand: its day, and what it puts, by organ and day.
  std::string day_;
  std::vector<std::pair<std::string, std::string>> puts_;
};

}  // namespace nianbao::submission
