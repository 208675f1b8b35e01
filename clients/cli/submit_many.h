// Submitting many reports.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "clients/cli/file_to_submit.h"
#include "clients/cli/session.h"

namespace nianbao::cli {

// One of them.
struct ReportToSubmit {
  // Where it stands, such as the path of a file.
  std::string label;
  // Called once, in any thread.
  std::function<absl::StatusOr<FileToSubmit>()> read;
};

// Those in these files. All but the paths must stay.
std::vector<ReportToSubmit> ReportsIn(const std::vector<std::string>& paths, const Session& session,
                                      const SubmitServices& services, const SubmitHow& options);

// Each for itself, over one stream: what has errors, or warnings to explain, is saved as a draft. Prints a line for
// each report, in their order, and a sum. dry_run: all is checked so, and nothing is changed.
ExitStatus SubmitEach(const Session& session, const SubmitServices& services,
                      const std::vector<ReportToSubmit>& reports, bool dry_run);

// All in one change, or none. Prints a line for each report that stands in the way, or for each that was submitted, and
// a sum.
ExitStatus SubmitTogether(const Session& session, const SubmitServices& services,
                          const std::vector<ReportToSubmit>& reports);

}  // namespace nianbao::cli
