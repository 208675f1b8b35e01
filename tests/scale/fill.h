// Sends a nation's roster and reports.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace nianbao::scale {

struct RosterOptions {
  // HOST:PORT.
  std::string submission;
  int organs = 0;
  int years = 0;
};

struct FillOptions : RosterOptions {
  // HOST:PORT.
  std::string aggregation;
  int text_bytes = 0;
  uint64_t seed = 0;
  // File that takes down what was sent, summed.
  std::string sums;
};

// The first year that is reported on; the last one is that before this year.
int FirstYear(int years);

// Imports the organs and freezes the lists of the years. What it took, by phase.
nlohmann::json FillRoster(const RosterOptions& options);

// Submits and accepts the reports of these organs year after year, and compares every total with what was sent. What it
// took, by phase.
nlohmann::json Fill(const FillOptions& options);

}  // namespace nianbao::scale
