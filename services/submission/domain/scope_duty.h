// Which reports an organ must file.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::submission {

// scope must be OWN or ROLL_UP.
inline bool Owes(const organ::v1::Organ& organ, form::v1::Scope scope) {
  return organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH ||
         organ.scope_duty() ==
             (scope == form::v1::SCOPE_ROLL_UP ? organ::v1::SCOPE_DUTY_ROLL_UP : organ::v1::SCOPE_DUTY_OWN);
}

}  // namespace nianbao::submission
