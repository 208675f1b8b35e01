// Turns a document into a report.
#pragma once

#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/document.h"

namespace nianbao::document::domain {

// Reads title, sections, tables and fee statement by their printed words alone. Whatever cannot be placed or read
// beyond doubt is a finding, and its cells are UNRESOLVED.
v1::ReadDocumentResponse Recognise(const Document& document);

}  // namespace nianbao::document::domain
