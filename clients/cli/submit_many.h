// Submitting many files.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/file_to_submit.h"
#include "clients/cli/session.h"

namespace nianbao::cli {

// Each for itself, over one stream: what has errors, or warnings to explain, is saved as a draft. Prints a line for
// each file, in their order, and a sum.
ExitStatus SubmitEach(const Session& session, const SubmitServices& services, const SubmitHow& options,
                      const std::vector<std::string>& paths);

// All in one change, or none. Prints a line for each file that stands in the way, or for each that was submitted, and a
// sum.
ExitStatus SubmitTogether(const Session& session, const SubmitServices& services, const SubmitHow& options,
                          const std::vector<std::string>& paths);

}  // namespace nianbao::cli
