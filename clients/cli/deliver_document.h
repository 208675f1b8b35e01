// Where a written document goes.
#pragma once

#include <string>

#include "clients/cli/session.h"
#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::cli {

// What -o means, for its help.
extern const char* const kOutHelp;

// Writes a document to the file `out`, which is replaced; to standard output for "-". Where `out` is empty it goes to
// standard output, but a Word document or a workbook not to a terminal: then into the current folder under the name
// file_name, where it replaces nothing. What was refused stands on standard error.
ExitStatus DeliverDocument(const std::string& content, const std::string& file_name, document::v1::Format format,
                           const std::string& out);

}  // namespace nianbao::cli
