// The parts of the Word document that are the same for every report.
#pragma once

#include <vector>

#include "services/document/writers/zip_archive.h"

namespace nianbao::document::writers {

// Styles: Title, Heading1, Body (indented by two characters), Figure (centred) and Label (left), the two of tables;
// AnnexHeading (on a new page), AnnexTitle and AnnexCaption.
const std::vector<ZipEntry>& DocxParts();

}  // namespace nianbao::document::writers
