// The years that the editions of the form serve.
#pragma once

#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document::domain {

// Adds an error when the year of the report is not one of its edition: 2021 to 2100, or 2019 to 2020. A year that was
// already reported missing is not reported again.
void CheckYear(v1::ReadDocumentResponse& response);

}  // namespace nianbao::document::domain
