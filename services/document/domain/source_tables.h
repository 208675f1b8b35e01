// The document's own tables, beside what was read in them.
#pragma once

#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/document.h"

namespace nianbao::document::domain {

// Adds those tables in which a source of the response stands. A document without tables, whose cells stand one after
// another, is shown in the rows that they were put together to.
void AddSourceTables(const Document& document, v1::ReadDocumentResponse& response);

}  // namespace nianbao::document::domain
