#include "services/submission/store/roster_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/organ_version_rows.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

int64_t RosterVersion(Connection& connection) {
  Query query(connection, "SELECT roster_version FROM log_head");
  query.Step();
  return query.NumberAt(0);
}

std::vector<organ::v1::Organ> SelectOrgans(Connection& connection) {
  Query query(connection, "SELECT organ FROM organs ORDER BY name");
  std::vector<organ::v1::Organ> organs;
  while (query.Step()) organs.push_back(query.MessageAt<organ::v1::Organ>(0));
  return organs;
}

void PutOrgans(Connection& connection, const std::vector<organ::v1::Organ>& organs, int64_t version) {
  for (const organ::v1::Organ& organ : organs) {
    Query put(connection,
              "INSERT INTO organs (name, parent, organ) VALUES (?1, ?2, ?3) "
              "ON CONFLICT (name) DO UPDATE SET parent = excluded.parent, organ = excluded.organ");
    put.Text(1, organ.name()).Bytes(3, KeptBytes(organ));
    if (!organ.parent().empty()) put.Text(2, organ.parent());
    put.Run();
    PutOrganVersion(connection, organ);
  }
  Query(connection, "UPDATE log_head SET roster_version = ?1").Number(1, version).Run();
}

}  // namespace nianbao::submission
