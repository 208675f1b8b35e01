#include "services/submission/store/organ_version_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

std::vector<organ::v1::Organ> SelectOrganVersions(Connection& connection) {
  Query query(connection, "SELECT organ FROM organ_versions ORDER BY name, from_day");
  std::vector<organ::v1::Organ> organs;
  while (query.Step()) organs.push_back(query.MessageAt<organ::v1::Organ>(0));
  return organs;
}

void PutOrganVersion(Connection& connection, const organ::v1::Organ& organ) {
  Query(connection,
        "INSERT INTO organ_versions (name, from_day, organ) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (name, from_day) DO UPDATE SET organ = excluded.organ")
      .Text(1, organ.name())
      .Text(2, organ.from_day())
      .Bytes(3, KeptBytes(organ))
      .Run();
}

}  // namespace nianbao::submission
