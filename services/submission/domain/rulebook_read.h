// Finding rulebooks.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/submission/domain/named_rulebook.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// The rulebook in force for "", or the one with this digest, whenever it was in force. NOT_FOUND RULEBOOK_UNKNOWN.
absl::StatusOr<std::shared_ptr<const NamedRulebook>> ReadRulebook(const StoreReader& store, absl::string_view digest);

// Somebody decided on a rulebook that is not the one in force. ABORTED RULEBOOK_CHANGED.
absl::Status RulebookChanged(absl::string_view given, absl::string_view current);

}  // namespace nianbao::submission
