// Whether grants reach an organ.
#pragma once

#include <google/protobuf/repeated_field.h>

#include "libs/access/named_organs.h"
#include "libs/access/rights.h"

namespace nianbao::access {

// Whether the subject has one of the roles for the organ: given for it, for one above it, or for all trees. An organ
// that does not exist is reached for all trees only, unless the request may be about to make it: then the one above it
// counts. For an existing organ that the request puts below another one, both count.
bool Holds(const Standing& standing, const google::protobuf::RepeatedField<int>& roles, const NamedOrgan& organ);

}  // namespace nianbao::access
