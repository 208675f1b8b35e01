#include "clients/cli/yearbook_reporters.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/filing_statuses.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/timeliness_word.h"
#include "libs/status/try.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;
using directory::v1::FilingStatus;

Reporter ReporterOf(const FilingStatus& status) {
  const bool roll_up = status.scope() == form::v1::SCOPE_ROLL_UP;
  return {.title = absl::StrCat(status.organ().title(), roll_up ? "（只报汇总）" : ""),
          .accepted = status.filing().has_effective_revision(),
          .progress = FilingWords(status.filing()),
          .due_day = status.due_day(),
          .timeliness = TimelinessWord(status.timeliness())};
}

}  // namespace

std::vector<Reporter> ReportersOf(const std::vector<FilingStatus>& statuses) {
  std::set<std::string> parents;
  for (const FilingStatus& status : statuses) parents.insert(status.organ().parent());
  std::vector<Reporter> reporters;
  for (const FilingStatus& status : statuses) {
    // The roll-up of a node whose organs report themselves is compared with their sum and no part of it.
    const bool compared = status.scope() == form::v1::SCOPE_ROLL_UP && parents.count(status.organ().name()) > 0;
    if (!compared) reporters.push_back(ReporterOf(status));
  }
  return reporters;
}

absl::StatusOr<Reporters> ReadReporters(const Session& session, DirectoryService::Stub& service,
                                        const std::string& node, int year) {
  ASSIGN_OR_RETURN(FilingStatuses statuses, ReadFilingStatuses(session, service, node, year));
  return Reporters{ReportersOf(statuses.all), statuses.frozen, std::move(statuses.day)};
}

}  // namespace nianbao::cli
