// The statement on information processing fees as a sentence.
#pragma once

#include <string>

#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::document::domain {

// States the figures of the fee statement that are set, in words that RecogniseFeeStatement reads; empty when none is.
std::string FeeSentence(const form::v1::AnnualReport& report);

}  // namespace nianbao::document::domain
