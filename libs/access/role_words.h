// What roles are called in Chinese.
#pragma once

#include <string>
#include <vector>

#include "nianbao/organ/v1/grant.pb.h"

namespace nianbao::access {

// In the order of Grant.Role, the first of which means nothing.
const std::vector<std::string>& RoleWords();

// "?" for no role.
std::string WordsOf(organ::v1::Grant::Role role);

}  // namespace nianbao::access
