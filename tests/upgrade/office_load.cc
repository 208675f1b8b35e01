#include "tests/upgrade/office_load.h"

#include <map>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::integration {

using directory::v1::DirectoryService;
using directory::v1::GrantService;
using organ::v1::Grant;
using submission::v1::EventRecord;

namespace {

const rpc::CallOptions kOffice = {.actor = "名册管理员", .timeout = absl::Seconds(10)};
constexpr absl::Duration kPauseBeforeRepeat = absl::Milliseconds(20);
// Those that the last release knows too, without the administrators, who have no other role.
constexpr Grant::Role kRoles[] = {Grant::ROLE_READER, Grant::ROLE_FILER, Grant::ROLE_REVIEWER, Grant::ROLE_OFFICE};

bool MayTryAgain(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

}  // namespace

OfficeLoad::OfficeLoad(std::vector<Replica*> replicas, uint64_t seed) : replicas_(std::move(replicas)) {
  thread_ = std::thread([this, seed] { Run(seed); });
}

OfficeLoad::~OfficeLoad() { Stop(); }

std::vector<KeptChange> OfficeLoad::Stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
  return kept_;
}

void OfficeLoad::Run(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto ask = [&](const auto& request, const auto& call) {
    while (true) {
      const auto response = call(*replicas_[random() % replicas_.size()]);
      if (response.ok()) {
        kept_.push_back({request.request_id(), response->token()});
        return;
      }
      if (!MayTryAgain(response.status())) {
        faults_.push_back(absl::StrCat(request.request_id(), ": ", response.status().ToString()));
        return;
      }
      absl::SleepFor(kPauseBeforeRepeat);
    }
  };
  for (int i = 0; !stopping_; ++i) {
    const organ::v1::Organ organ = MakeOrgan(absl::StrCat("office-", i), "city");
    directory::v1::ImportOrgansRequest set_up;
    set_up.set_request_id(rpc::NewRequestId());
    *set_up.add_organs() = organ;
    ask(set_up, [&](Replica& replica) {
      return rpc::CallUnary(replica.directory(), &DirectoryService::Stub::ImportOrgans, set_up, kOffice);
    });
    directory::v1::ChangeOrganRequest rename;
    rename.set_request_id(rpc::NewRequestId());
    rename.set_effective_day("2024-03-01");
    rename.set_reason("机构更名");
    rename.mutable_rename()->set_organ(organ.name());
    rename.mutable_rename()->set_title(absl::StrCat("更名机关", i));
    ask(rename, [&](Replica& replica) {
      return rpc::CallUnary(replica.directory(), &DirectoryService::Stub::ChangeOrgan, rename, kOffice);
    });
    directory::v1::GrantRoleRequest grant;
    grant.set_request_id(rpc::NewRequestId());
    grant.mutable_grant()->set_subject(absl::StrCat("科员", i));
    grant.mutable_grant()->set_role(kRoles[random() % std::size(kRoles)]);
    grant.mutable_grant()->set_node(organ.name());
    grant.set_reason("分工调整");
    ask(grant, [&](Replica& replica) {
      return rpc::CallUnary(replica.grants(), &GrantService::Stub::GrantRole, grant, kOffice);
    });
    directory::v1::RevokeRoleRequest revoke;
    revoke.set_request_id(rpc::NewRequestId());
    *revoke.mutable_grant() = grant.grant();
    revoke.set_reason("调离岗位");
    ask(revoke, [&](Replica& replica) {
      return rpc::CallUnary(replica.grants(), &GrantService::Stub::RevokeRole, revoke, kOffice);
    });
  }
}

std::vector<std::string> NotInLogOnce(const std::vector<KeptChange>& kept, const std::vector<EventRecord>& log) {
  // The last event of each change.
  std::map<std::string, std::vector<const EventRecord*>> ends;
  for (const EventRecord& record : log) {
    if (!record.event().more()) ends[record.event().request_id()].push_back(&record);
  }
  std::vector<std::string> faulty;
  for (const KeptChange& change : kept) {
    const auto& found = ends[change.request_id];
    if (found.size() != 1 || found[0]->event().sequence() != change.token.sequence() ||
        found[0]->digest() != change.token.digest()) {
      faulty.push_back(absl::StrCat(change.request_id, ": ", found.size(), " times in the log"));
    }
  }
  return faulty;
}

}  // namespace nianbao::integration
