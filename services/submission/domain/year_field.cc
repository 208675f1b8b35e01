#include "services/submission/domain/year_field.h"

#include "absl/strings/str_cat.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::submission {

absl::Status CheckYear(int32_t year) {
  FieldErrors errors;
  if (year < kYearMin || year > kYearMax) {
    errors.Add("year", absl::StrCat("got ", year, ", want ", kYearMin, " to ", kYearMax),
               absl::StrCat("年度应在 ", kYearMin, " 至 ", kYearMax, " 之间"));
  }
  return errors.ToStatus();
}

}  // namespace nianbao::submission
