// Locks and seals of years as rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

// 0 when no lock of the year was ever put.
int64_t YearLocksVersion(Connection& connection, int32_t year);
YearLocks SelectYearLocks(Connection& connection, int32_t year);
// As StoreReader::ListYearLocksAfter.
std::vector<v1::YearLock> SelectYearLocksAfter(Connection& connection, int32_t year,
                                               const std::optional<std::string>& node, int limit);

void PutYearLock(Connection& connection, const v1::YearLock& lock, int64_t version);

}  // namespace nianbao::submission
