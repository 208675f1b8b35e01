// Resource names as people type them.
#pragma once

#include <string>

#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::cli {

// "qinghe" and "organs/qinghe" name the same organ.
std::string OrganName(const std::string& typed);

// "qinghe-office/2024", "qinghe/2024-rollup" and the full resource name are understood; own is the default scope.
std::string FilingName(const std::string& typed);

// The filing of an organ that a report belongs to.
std::string FilingNameOf(const std::string& organ, const form::v1::AnnualReport& report);

}  // namespace nianbao::cli
