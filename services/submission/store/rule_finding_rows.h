// What verdicts find, as rows to count.
#pragma once

#include <cstdint>

#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

RuleFindings SelectRuleFindings(Connection& connection, int32_t year);

// Replaces what is kept about a filing.
void PutRuleFindings(Connection& connection, const v1::Filing& filing);

}  // namespace nianbao::submission
