#include "services/document/domain/read_document.h"

#include "libs/status/try.h"
#include "services/document/domain/file_content.h"
#include "services/document/domain/json_report.h"
#include "services/document/domain/recognise.h"
#include "services/document/domain/source_tables.h"
#include "services/document/domain/supported_year.h"

namespace nianbao::document::domain {
absl::StatusOr<v1::ReadDocumentResponse> ReadDocument(const v1::ReadDocumentRequest& request, DocumentOpener open,
                                                      const Limits& limits) {
  RETURN_IF_ERROR(CheckContent(request.content(), limits));
  v1::ReadDocumentResponse response;
  if (IsJson(request.file_name(), request.content())) {
    ASSIGN_OR_RETURN(response, ReadJsonReport(request.content()));
  } else {
    Budget budget(limits);
    ASSIGN_OR_RETURN(const Document document, open({request.file_name(), request.content(), request.entry()}, budget));
    response = Recognise(document);
    if (request.with_tables()) AddSourceTables(document, response);
  }
  CheckYear(response);
  return response;
}

}  // namespace nianbao::document::domain
