// The years that the edition of the form serves.
#pragma once

#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document::domain {

// Adds an error when the year of the report is not one from 2021 to 2100. A year that was already reported missing is
// not reported again.
void CheckYear(v1::ReadDocumentResponse& response);

}  // namespace nianbao::document::domain
