// Resource names: organs/{id} and organs/{id}/filings/{year}-{own|rollup}.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::submission {

// The years that can be reported on: from the first of the form's 2021 edition.
constexpr int32_t kYearMin = 2021;
constexpr int32_t kYearMax = 2100;

// A filing's name, taken apart.
struct FilingKey {
  // Resource name of the organ.
  std::string organ;
  int32_t year = 0;
  form::v1::Scope scope = form::v1::SCOPE_UNSPECIFIED;
};

// True for organs/{id} with an id of 1 to 63 characters of a-z, 0-9 and "-".
bool IsOrganName(absl::string_view name);

// nullopt when the text is no filing name.
std::optional<FilingKey> ParseFilingName(absl::string_view name);

// scope must be OWN or ROLL_UP.
std::string FilingName(const FilingKey& key);

}  // namespace nianbao::submission
