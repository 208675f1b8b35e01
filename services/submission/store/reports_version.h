// How far the reports of a year have come.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// As StoreReader::ReportsVersion. Throws StoreError.
int64_t SelectReportsVersion(Connection& connection, int32_t year, absl::string_view node);

}  // namespace nianbao::submission
