// A year as it is stored: the organs, and their reports one by one.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/recomputation/year_log.h"
#include "clients/cli/recomputation/year_organ.h"
#include "clients/cli/session.h"

namespace nianbao::cli {

struct StoredYear {
  // By name.
  std::vector<YearOrgan> organs;
  int64_t reports_read = 0;
};

// Reads page by page, and of each accepted report the tables alone; it keeps the 200 cells. Shows how far it is.
// Errors: those of the calls.
absl::StatusOr<StoredYear> ReadStoredYear(const Session& session, const std::shared_ptr<grpc::Channel>& channel,
                                          int year, const YearLog& log);

}  // namespace nianbao::cli
