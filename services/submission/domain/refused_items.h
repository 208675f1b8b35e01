// Why the items of a request that is carried out as a whole or not at all are refused.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace nianbao::submission {

// Whether an error is about what was asked for, and not about what it takes to carry it out.
bool ConcernsItem(const absl::Status& error);

class RefusedItems {
 public:
  // Items in their order, counted from 0.
  void Add(int index, const absl::Status& refusal);

  // OK when none was refused, else FAILED_PRECONDITION ITEMS_REFUSED as
  // submission.v1.SubmissionService.BatchSubmitFilings says. `count`: how many items there are.
  absl::Status ToStatus(int count) const;

 private:
  struct Refusal {
    int index;
    absl::Status status;
  };

  std::map<std::string, std::vector<int>> ByReason() const;
  std::string Sentences() const;

  std::vector<Refusal> refusals_;
};

}  // namespace nianbao::submission
