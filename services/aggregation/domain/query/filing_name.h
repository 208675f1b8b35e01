// What filings are called.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::aggregation {

// organs/{id}/filings/{year}-{own|rollup}.
inline std::string FilingName(absl::string_view organ, int year, form::v1::Scope scope) {
  return absl::StrCat(organ, "/filings/", year, scope == form::v1::SCOPE_ROLL_UP ? "-rollup" : "-own");
}

}  // namespace nianbao::aggregation
