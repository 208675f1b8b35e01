// Sends a nation's roster and reports.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace nianbao::scale {

struct FillOptions {
  // HOST:PORT.
  std::string submission;
  std::string aggregation;
  int organs = 0;
  int years = 0;
  int text_bytes = 0;
  uint64_t seed = 0;
  // File that takes down what was sent, summed.
  std::string sums;
};

// The first year that is reported on; the last one is that before this year.
int FirstYear(int years);

// Imports, freezes the lists of the years, submits and accepts year after year, and compares every total with what was
// sent. What it took, by phase.
nlohmann::json Fill(const FillOptions& options);

}  // namespace nianbao::scale
