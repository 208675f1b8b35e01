// What is wrong in a store, as it is found.
#pragma once

#include <google/protobuf/message_lite.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/submission/store_upkeep.h"

namespace nianbao::submission {

class Faults {
 public:
  void Add(absl::string_view table, absl::string_view row, absl::string_view what);

  // The first ones.
  const std::vector<StoreFault>& shown() const { return shown_; }
  int64_t count() const { return count_; }

 private:
  std::vector<StoreFault> shown_;
  int64_t count_ = 0;
};

// The faults of one row.
class RowFaults {
 public:
  RowFaults(Faults& faults, std::string table, std::string row)
      : faults_(faults), table_(std::move(table)), row_(std::move(row)) {}

  // Notes what is wrong unless `right`. Returns `right`.
  bool Expect(bool right, absl::string_view what);
  // Reads a message, of which every byte is as the store writes it. `column` names it.
  bool Parse(const std::string& bytes, absl::string_view column, google::protobuf::MessageLite& message);

 private:
  Faults& faults_;
  const std::string table_;
  const std::string row_;
};

}  // namespace nianbao::submission
