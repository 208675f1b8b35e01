#include "services/submission/store/rulebook_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

std::string ActiveDigest(Connection& connection) {
  Query query(connection, "SELECT digest FROM active_rulebook");
  return query.Step() ? query.BytesAt(0) : "";
}

std::shared_ptr<const NamedRulebook> SelectRulebook(Connection& connection, absl::string_view digest) {
  Query query(connection, "SELECT rulebook FROM rulebooks WHERE digest = ?1");
  if (!query.Text(1, digest).Step()) return nullptr;
  return std::make_shared<const NamedRulebook>(
      NamedRulebook{query.MessageAt<validation::v1::Rulebook>(0), std::string(digest)});
}

void PutRulebook(Connection& connection, const NamedRulebook& rulebook) {
  Query(connection,
        "INSERT INTO rulebooks (digest, version, rulebook) VALUES (?1, ?2, ?3) ON CONFLICT (digest) DO NOTHING")
      .Text(1, rulebook.digest)
      .Text(2, rulebook.rulebook.version())
      .Bytes(3, KeptBytes(rulebook.rulebook))
      .Run();
  Query(connection,
        "INSERT INTO active_rulebook (singleton, digest) VALUES (1, ?1) "
        "ON CONFLICT (singleton) DO UPDATE SET digest = excluded.digest")
      .Text(1, rulebook.digest)
      .Run();
}

}  // namespace nianbao::submission
