// Who stands behind the figures of a yearbook.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"

namespace nianbao::cli {

// One organ that must report, and how far its report is, as people read it.
struct Reporter {
  std::string title;
  // Its report counts in sums.
  bool accepted = false;
  // Such as "已受理（第 1 版）".
  std::string progress;
  std::string due_day;
  // Such as "按时"; empty when it is not known.
  std::string timeliness;
};

struct Reporters {
  // Whose report would count in the sums of the year's tree, in the order of the tree: each with its own report, or a
  // node below which nobody must report with its summary.
  std::vector<Reporter> all;
  // The list of the year is frozen.
  bool frozen = false;
  // The day of which this is true.
  std::string day;
};

// Reads who must report within a node for a year, and how far each is.
absl::StatusOr<Reporters> ReadReporters(const Session& session, directory::v1::DirectoryService::Stub& service,
                                        const std::string& node, int year);

// Those of the statuses, in their order, whose report would count in sums.
std::vector<Reporter> ReportersOf(const std::vector<directory::v1::FilingStatus>& statuses);

}  // namespace nianbao::cli
