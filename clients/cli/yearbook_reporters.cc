#include "clients/cli/yearbook_reporters.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/print_filing.h"
#include "clients/cli/timeliness_word.h"
#include "libs/rpc/client_call.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;
using directory::v1::FilingStatus;

// Each page costs the server the whole list, so there are few.
constexpr int kReportersAtATime = 10'000;

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
  directory::v1::GetCompletenessRequest request;
  request.set_node(node);
  request.set_year(year);
  request.set_page_size(kReportersAtATime);
  Reporters reporters;
  std::vector<FilingStatus> statuses;
  do {
    auto response = rpc::CallUnary(service, &DirectoryService::Stub::GetCompleteness, request, session.call());
    if (!response.ok()) return response.status();
    for (FilingStatus& status : *response->mutable_statuses()) statuses.push_back(std::move(status));
    reporters.frozen = response->frozen();
    reporters.day = response->day();
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  reporters.all = ReportersOf(statuses);
  return reporters;
}

}  // namespace nianbao::cli
