// Rulebooks as rows.
#pragma once

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "services/submission/domain/named_rulebook.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

// "" before the first rulebook.
std::string ActiveDigest(Connection& connection);
// nullptr when there is none.
std::shared_ptr<const NamedRulebook> SelectRulebook(Connection& connection, absl::string_view digest);

// Keeps the rulebook and puts it in force.
void PutRulebook(Connection& connection, const NamedRulebook& rulebook);

}  // namespace nianbao::submission
