// What the logs said about one organ.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/aggregation/domain/facts/organ_index.h"
#include "services/aggregation/domain/facts/timeline.h"

namespace nianbao::aggregation {

// 20241231 for "2024-12-31", so that days compare as numbers; 0 for "", which is before every day.
int DayNumber(absl::string_view day);

// How an organ stands from a day on, as far as totals care.
struct OrganVersion {
  // What few sums ask for: apart, so that what all of them read is near.
  struct Details {
    std::string title;
    std::string line;
    // Of an absent one: those that took its work over.
    std::vector<int> successors;

    bool operator==(const Details&) const = default;
  };

  // As DayNumber gives it.
  int from_day = 0;
  int parent = kNoOrgan;
  bool absent = false;
  bool owes_own = false;
  bool owes_roll_up = false;
  std::unique_ptr<const Details> details{};

  bool operator==(const OrganVersion& other) const;
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
  // Its versions in the order in which they were said: the last is the one that stands now, whatever its day.
  Timeline<OrganVersion> versions;

  // The version that stood, as was known after the event, on the day; nullptr when it had none yet.
  const OrganVersion* On(int day, int64_t sequence) const;
};

}  // namespace nianbao::aggregation
