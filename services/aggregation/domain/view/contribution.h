// What one organ adds to the totals of a year.
#pragma once

#include <cstdint>

#include "services/aggregation/domain/facts/organ_facts.h"

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
struct Counts {
  // Those that owe a report, and those that owe none but whose accepted report stands.
  int32_t expected = 0;
  int32_t accepted = 0;
  // Nothing accepted yet.
  int32_t submitted = 0;
  int32_t returned = 0;
  // Of the accepted, submitted and returned.
  int32_t late = 0;
  // Of the accepted.
  int32_t published = 0;
  int32_t backloaded = 0;
  int32_t summaries = 0;

  int32_t missing() const { return expected - accepted - submitted - returned; }

  Counts& operator+=(const Counts& other);
  Counts& operator-=(const Counts& other);
  bool operator==(const Counts&) const = default;
};

struct Contribution {
  // The accepted figures; nullptr for none. The facts own them.
  const AcceptedReport* report = nullptr;
  Counts counts;

  bool operator==(const Contribution&) const = default;
};

// The scope of the report that the duty asks for.
form::v1::Scope ScopeOf(Duty duty);

// What the organ added, with this duty, after the event.
Contribution ContributionOf(const OrganFacts& organ, Duty duty, int year, int64_t sequence);

}  // namespace nianbao::aggregation
