// Whether a report is that of an organ, by the name it prints.
#pragma once

#include "absl/strings/string_view.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::submission {

// Whether a printed name can be one of the organ's title and aliases: white space and the width of brackets do not
// count, brackets may be left out with what they enclose, and either name may be part of the other, as when the
// district stands before one of them only. A blank name contradicts nothing.
bool CanBeNameOf(absl::string_view printed, const organ::v1::Organ& organ);

}  // namespace nianbao::submission
