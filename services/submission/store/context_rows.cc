#include "services/submission/store/context_rows.h"

#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"

namespace nianbao::submission {

std::optional<validation::v1::Context> SelectContext(Connection& connection, absl::string_view digest) {
  Query query(connection, "SELECT context FROM contexts WHERE digest = ?1");
  if (!query.Text(1, digest).Step()) return std::nullopt;
  return query.MessageAt<validation::v1::Context>(0);
}

void PutContext(Connection& connection, const NamedContext& context) {
  Query(connection, "INSERT INTO contexts (digest, context) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING")
      .Text(1, context.digest)
      .Bytes(2, KeptBytes(context.context))
      .Run();
}

}  // namespace nianbao::submission
