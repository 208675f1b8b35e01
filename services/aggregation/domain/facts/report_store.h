// Keeps accepted reports where sums read them fast: each begins with a cache line.
#pragma once

#include <cstdint>
#include <memory_resource>

#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/facts/accepted_report.h"
#include "services/aggregation/domain/facts/huge_pages.h"

namespace nianbao::aggregation {

// Reports of a log. None is forgotten and none moves until the store is cleared.
class ReportStore {
 public:
  const AcceptedReport* Keep(const form::CellVector& figures, int revision, int64_t accepted_at);
  void Clear() { memory_.release(); }

 private:
  std::pmr::monotonic_buffer_resource memory_{HugePages()};
};

}  // namespace nianbao::aggregation
