// By when reports are due.
#pragma once

#include <cstdint>
#include <string>

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::submission {

// 31 January of the year after for an organ, 31 March for a government and for every roll-up
// (《政府信息公开条例》第四十九条). As 2025-01-31.
std::string DueDate(int32_t year, form::v1::Scope scope, organ::v1::OrganKind kind);

// The day by which this filing is due: that which the office set for it, or else the general one.
std::string DueDateOf(const v1::Filing& filing, const organ::v1::Organ& organ);

}  // namespace nianbao::submission
