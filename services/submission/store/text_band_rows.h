// Which filings may be worded alike, as rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nianbao/submission/v1/filing.pb.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

std::vector<std::string> SelectLookAlikes(Connection& connection, const TextQuery& query);

// Replaces what is kept about a filing.
void PutTextBands(Connection& connection, const v1::Filing& filing, const std::vector<int64_t>& bands);

}  // namespace nianbao::submission
