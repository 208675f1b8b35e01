// What the logs say about a subject and about where organs stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/grant.pb.h"
#include "services/aggregation/domain/facts/facts.h"

namespace nianbao::aggregation {

// What the subject may do. A log speaks for its own organs alone, and through them for what hangs below: a role that it
// gives for all trees is one for its own, unless it is the one that hangs below no other.
std::vector<organ::v1::Grant> GrantsOf(const Facts& facts, absl::string_view subject);

// The organ above this one today, or above which it stood last; "" for none; nullopt for an organ that is not known.
// Between the top of a tree and the node below which its log hangs stands the log itself, under a name of its own.
std::optional<std::string> OrganAbove(const Facts& facts, absl::string_view organ);

}  // namespace nianbao::aggregation
