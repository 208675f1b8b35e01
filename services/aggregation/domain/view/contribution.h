// What one organ adds to the totals of a year.
#pragma once

#include <cstdint>

#include "nianbao/form/v1/annual_report.pb.h"
#include "services/aggregation/domain/facts/report_state.h"

namespace nianbao::aggregation {

// What an organ must file for a year. It does not depend on the tree in which it is shown.
enum class Duty : uint8_t {
  // Nothing. A report of its own that was accepted stands all the same.
  kNone,
  // Its own report.
  kOwn,
  // The summary of its whole subtree and nothing else: it is closed in the list of the year.
  kSummary,
  // Nothing: the summary of a node above it stands for it, and its own report must not be added once more.
  kCovered,
};

// Counts of organs. What is missing is the rest of expected.
template <typename Int>
struct CountsIn {
  // Those that owe a report, and those that owe none but whose accepted report stands.
  Int expected = 0;
  Int accepted = 0;
  // Nothing accepted yet.
  Int submitted = 0;
  Int returned = 0;
  // Of the accepted, submitted and returned.
  Int late = 0;
  // Of the accepted.
  Int published = 0;
  Int backloaded = 0;
  Int summaries = 0;

  int missing() const { return expected - accepted - submitted - returned; }

  template <typename Other>
  CountsIn& operator+=(CountsIn<Other> other) {
    expected += other.expected;
    accepted += other.accepted;
    submitted += other.submitted;
    returned += other.returned;
    late += other.late;
    published += other.published;
    backloaded += other.backloaded;
    summaries += other.summaries;
    return *this;
  }
  template <typename Other>
  CountsIn& operator-=(CountsIn<Other> other) {
    expected -= other.expected;
    accepted -= other.accepted;
    submitted -= other.submitted;
    returned -= other.returned;
    late -= other.late;
    published -= other.published;
    backloaded -= other.backloaded;
    summaries -= other.summaries;
    return *this;
  }
  bool operator==(const CountsIn&) const = default;
};

using Counts = CountsIn<int32_t>;

// Small, so that those of all organs are near.
struct Contribution {
  // The accepted figures; nullptr for none. The facts own them.
  const AcceptedReport* report = nullptr;
  // Of the one organ: 0 or 1 each.
  CountsIn<uint8_t> counts;

  bool operator==(const Contribution&) const = default;
};

// The scope of the report that the duty asks for.
form::v1::Scope ScopeOf(Duty duty);

// What an organ with this duty adds. report is the one that the duty asks for; nullptr when nothing was filed.
Contribution ContributionOf(Duty duty, const ReportState* report);

}  // namespace nianbao::aggregation
