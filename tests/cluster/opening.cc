#include "tests/cluster/opening.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/cluster/filer.h"

namespace nianbao::cluster {

using organ::v1::Grant;

void Check(const absl::Status& status, const std::string& what) {
  if (!status.ok()) throw std::runtime_error(absl::StrCat(what, ": ", status.ToString()));
}

void GrantRoles(const Place& place, const std::string& administrator, const std::string& http_caller,
                CallLedger& ledger) {
  const Caller caller(place, Way::kEdge, administrator, ledger);
  const std::pair<std::string, Grant::Role> roles[] = {
      {"registrar", Grant::ROLE_ROSTER_EDITOR}, {"clerk", Grant::ROLE_FILER},     {"reviewer", Grant::ROLE_REVIEWER},
      {"reader", Grant::ROLE_READER},           {"auditor", Grant::ROLE_AUDITOR}, {http_caller, Grant::ROLE_READER}};
  for (const auto& [subject, role] : roles) {
    directory::v1::GrantRoleRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.mutable_grant()->set_subject(subject);
    request.mutable_grant()->set_role(role);
    request.set_reason("集群试验");
    const auto given =
        caller.Call("GrantRole", caller.grants(), &directory::v1::GrantService::Stub::GrantRole, request);
    Check(given.status(), "grant of a role to " + subject);
  }
}

int64_t ImportRoster(const Place& place, const directory::v1::ImportOrgansRequest& roster, CallLedger& ledger) {
  const Caller registrar(place, Way::kEdge, "registrar", ledger);
  const auto imported = registrar.Call("ImportOrgans", registrar.directory(),
                                       &directory::v1::DirectoryService::Stub::ImportOrgans, roster);
  Check(imported.status(), "import of the roster");
  return imported->token().sequence();
}

void AwaitAggregation(const Place& place, int64_t sequence) {
  CallLedger unread;
  aggregation::v1::GetAggregateRequest request;
  request.set_node(kRoot);
  request.set_year(kYear);
  request.set_min_sequence(sequence);
  const absl::Time give_up = absl::Now() + kPatience;
  for (const Way way : {Way::kEdge, Way::kDirect}) {
    const Caller reader(place, way, "reader", unread);
    // Both replicas, in turn.
    for (int answered = 0; answered < 4;) {
      const auto total = reader.Call("GetAggregate", reader.aggregation(),
                                     &aggregation::v1::AggregationService::Stub::GetAggregate, request);
      answered = total.ok() ? answered + 1 : 0;
      if (absl::Now() > give_up) Check(total.status(), "the first total");
    }
  }
}

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace nianbao::cluster
