// What the logs said about one organ.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/aggregation/domain/facts/organ_index.h"
#include "services/aggregation/domain/facts/report_state.h"
#include "services/aggregation/domain/facts/timeline.h"

namespace nianbao::aggregation {

// How an organ stands from a day on, as far as totals care.
struct OrganVersion {
  std::string from_day;
  std::string title;
  std::string line;
  int parent = kNoOrgan;
  bool absent = false;
  bool owes_own = false;
  bool owes_roll_up = false;
  // Of an absent one: those that took its work over.
  std::vector<int> successors;

  bool operator==(const OrganVersion&) const = default;
};

OrganVersion VersionOf(const organ::v1::Organ& organ, OrganIndex& organs);

// A line of the list of those who must report for a year.
struct ListLine {
  OrganVersion organ;
  bool closed = false;
  bool removed = false;
};

ListLine LineOf(const organ::v1::ExpectedReporter& reporter, OrganIndex& organs);

struct OrganFacts {
  static constexpr int kNoSource = -1;

  // The log that speaks of it; kNoSource while only others have named it.
  int source = kNoSource;
  // Its versions in the order in which they were said: the last is the one that stands now, whatever its day.
  Timeline<OrganVersion> versions;
  // By year.
  absl::btree_map<int, Timeline<ListLine>> lines;
  // By year and scope.
  absl::btree_map<std::pair<int, form::v1::Scope>, Timeline<ReportState>> reports;

  // The version that stood, as was known after the event, on the day; nullptr when it had none yet.
  const OrganVersion* On(const std::string& day, int64_t sequence) const;
  // The line of the year after the event; nullptr when it has none.
  const ListLine* Line(int year, int64_t sequence) const;
  // The report after the event; nullptr when nothing was filed yet.
  const ReportState* Report(int year, form::v1::Scope scope, int64_t sequence) const;
};

}  // namespace nianbao::aggregation
