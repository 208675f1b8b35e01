// Which text of a filing others are compared with, and how it is found.
#pragma once

#include <cstdint>
#include <vector>

#include "nianbao/form/v1/narrative.pb.h"
#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::submission {

// The submitted revision, or else the accepted one; nullptr when the filing has neither.
const v1::Revision* RevisionWithText(const v1::Filing& filing);

// The bands of the written sections (libs/likeness/sketch.h), the same 64 bits as signed numbers. None of a short text.
std::vector<int64_t> TextBandsOf(const form::v1::Narrative& narrative);

}  // namespace nianbao::submission
