#include "clients/cli/submit_many.h"

namespace nianbao::cli {

std::vector<ReportToSubmit> ReportsIn(const std::vector<std::string>& paths, const Session& session,
                                      const SubmitServices& services, const SubmitHow& options) {
  std::vector<ReportToSubmit> reports;
  for (const std::string& path : paths) {
    reports.push_back({path, [&, path] { return ReadToSubmit(session, services, options, path); }});
  }
  return reports;
}

}  // namespace nianbao::cli
