// Archives and Word documents made in tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

using Files = std::vector<std::pair<std::string, std::string>>;

// Packs the files, with their names as they are. A password encrypts each.
std::string Zip(const Files& files, const char* password = nullptr);

// A document whose w:body is the given XML, with more parts, such as {"word/numbering.xml", …}.
std::string Docx(absl::string_view body, const Files& parts = {});

// <w:p> of one run, and a cell (<w:tc>) of it; properties go into its w:tcPr.
std::string P(absl::string_view text);
std::string Tc(absl::string_view text, absl::string_view properties = "");
// <w:tr> and <w:tbl>.
std::string Tr(absl::string_view cells, absl::string_view properties = "");
std::string Tbl(absl::string_view rows);

// The document on one line: each paragraph with ";" after it; a table as its rows, "[text text2 …];", where a cell
// shows as text, then ":begin-end" when it does not begin where the one before it ended or covers several columns, then
// "*rows" when it covers several rows. Cells are separated by "|", lines of a cell by "/".
std::string DocxShapeOf(const absl::StatusOr<domain::Document>& document);
// ReadDocx on Docx(body, parts).
std::string DocxShape(absl::string_view body, const Files& parts = {});

}  // namespace nianbao::document::readers
