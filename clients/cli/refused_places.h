// Which of many items a refusal names.
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"

namespace nianbao::cli {

// Of a refusal ITEMS_REFUSED of BatchSubmitFilings: the place of each item in the request, from 0, and what people are
// told about it: the sentence of its violation, or only its reason where the refusal has no room for more.
std::map<int, std::string> RefusedPlaces(const absl::Status& refusal);

}  // namespace nianbao::cli
