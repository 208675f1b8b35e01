#include "clients/cli/filing_statuses.h"

#include <utility>

#include "libs/rpc/client_call.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;

// Each page costs the server the whole list, so there are few.
constexpr int kStatusesAtATime = 10'000;

}  // namespace

absl::StatusOr<FilingStatuses> ReadFilingStatuses(const Session& session, DirectoryService::Stub& service,
                                                  const std::string& node, int year) {
  directory::v1::GetCompletenessRequest request;
  request.set_node(node);
  request.set_year(year);
  request.set_page_size(kStatusesAtATime);
  FilingStatuses statuses;
  do {
    auto response = rpc::CallUnary(service, &DirectoryService::Stub::GetCompleteness, request, session.call());
    if (!response.ok()) return response.status();
    for (directory::v1::FilingStatus& status : *response->mutable_statuses()) statuses.all.push_back(std::move(status));
    statuses.frozen = response->frozen();
    statuses.day = response->day();
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  return statuses;
}

}  // namespace nianbao::cli
