// By when each organ of a tree must file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/deadline.pb.h"
#include "services/submission/domain/roster.h"

namespace nianbao::submission {

// The deadlines of a year.
class Deadlines {
 public:
  // All of the year.
  Deadlines(int32_t year, const std::vector<organ::v1::Deadline>& deadlines);

  // The day that the organ or the nearest of those above it has set, or else the statutory one; never later than that.
  std::string DueDay(const Roster& tree, const organ::v1::Organ& organ, form::v1::Scope scope) const;

 private:
  const int32_t year_;
  absl::flat_hash_map<std::string, std::string> own_;
  absl::flat_hash_map<std::string, std::string> roll_up_;
};

}  // namespace nianbao::submission
