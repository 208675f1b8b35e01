#include "services/submission/store/grant_rows.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/submission/domain/grant_guard.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {
namespace {

using organ::v1::KeptGrant;

// Of grants g and the events e that gave them.
constexpr char kSelectGrant[] =
    "SELECT e.event FROM grants g JOIN events e ON e.sequence = g.sequence "
    "WHERE (?1 = '' OR g.subject = ?1) AND (g.subject, g.node, g.role) > (?2, ?3, ?4) ";
constexpr char kInOrder[] = "ORDER BY g.subject, g.node, g.role LIMIT ?5";

KeptGrant GivenBy(const v1::Event& event) {
  KeptGrant kept;
  *kept.mutable_grant() = event.grant().grant();
  kept.set_author(event.actor().name());
  *kept.mutable_time() = event.time();
  kept.set_reason(event.grant().reason());
  return kept;
}

void AddFrom(Query& query, const GrantFilter& filter, std::vector<KeptGrant>& grants) {
  query.Text(1, filter.subject)
      .Text(2, filter.after.subject())
      .Text(3, filter.after.node())
      .Number(4, filter.after.role())
      .Number(5, filter.limit);
  while (query.Step()) grants.push_back(GivenBy(query.MessageAt<v1::Event>(0)));
}

}  // namespace

std::vector<KeptGrant> SelectGrants(Connection& connection, const GrantFilter& filter) {
  std::vector<KeptGrant> grants;
  if (filter.nodes.empty()) {
    Query query(connection, absl::StrCat(kSelectGrant, kInOrder));
    AddFrom(query, filter, grants);
    return grants;
  }
  for (const std::string& node : filter.nodes) {
    Query query(connection, absl::StrCat(kSelectGrant, "AND g.node = ?6 ", kInOrder));
    query.Text(6, node);
    AddFrom(query, filter, grants);
  }
  std::sort(grants.begin(), grants.end(), [](const KeptGrant& a, const KeptGrant& b) {
    const auto key = [](const organ::v1::Grant& grant) { return std::tie(grant.subject(), grant.node()); };
    return std::tuple(key(a.grant()), a.grant().role()) < std::tuple(key(b.grant()), b.grant().role());
  });
  if (grants.size() > static_cast<size_t>(filter.limit)) grants.resize(filter.limit);
  return grants;
}

absl::Status CheckGrant(Connection& connection, const GrantWrite& write) {
  Query query(connection, "SELECT 1 FROM grants WHERE subject = ?1 AND node = ?2 AND role = ?3");
  const bool stands =
      query.Text(1, write.grant.subject()).Text(2, write.grant.node()).Number(3, write.grant.role()).Step();
  if (stands == write.revoked) return absl::OkStatus();
  return stands ? GrantExists(write.grant) : GrantUnknown(write.grant);
}

void PutGrant(Connection& connection, const GrantWrite& write, int64_t sequence) {
  const organ::v1::Grant& grant = write.grant;
  if (write.revoked) {
    Query(connection, "DELETE FROM grants WHERE subject = ?1 AND node = ?2 AND role = ?3")
        .Text(1, grant.subject())
        .Text(2, grant.node())
        .Number(3, grant.role())
        .Run();
    return;
  }
  Query(connection, "INSERT INTO grants (subject, node, role, sequence) VALUES (?1, ?2, ?3, ?4)")
      .Text(1, grant.subject())
      .Text(2, grant.node())
      .Number(3, grant.role())
      .Number(4, sequence)
      .Run();
}

}  // namespace nianbao::submission
