// Who must report within a node for a year.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {

struct FilingStatuses {
  // In the order of the tree.
  std::vector<directory::v1::FilingStatus> all;
  // The list of the year is frozen.
  bool frozen = false;
  // The day of which this is true.
  std::string day;
};

// Errors are those of GetCompleteness.
absl::StatusOr<FilingStatuses> ReadFilingStatuses(const Session& session,
                                                  directory::v1::DirectoryService::Stub& service,
                                                  const std::string& node, int year);

}  // namespace nianbao::cli
