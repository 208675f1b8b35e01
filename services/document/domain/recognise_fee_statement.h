// Reads the statement on information processing fees out of the sentences of section six.
#pragma once

#include <string>

#include "nianbao/form/v1/processing_fees.pb.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {

// Understands figures that follow their own words ("发出收费通知3件，总金额1200元，实际收取1000元"), statements that
// all are nought, and statements that no notice was sent or nothing charged. Figures that are not stated stay unset,
// and so do figures that cannot be placed beyond doubt; a statement that contradicts itself leaves all unset. Each is a
// finding.
form::v1::ProcessingFees RecogniseFeeStatement(const std::string& text, Findings& findings);

}  // namespace nianbao::document::domain
