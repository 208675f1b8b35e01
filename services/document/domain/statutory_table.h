// The tables of the form as the catalogue describes them, with the figures of one report.
#pragma once

#include "libs/form/catalogue.h"
#include "services/document/domain/printed_figure.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {

// The table of section two, three or four.
PrintedTable StatutoryTable(const form::SectionTitle& section, const PrintedFigures& figures);

}  // namespace nianbao::document::domain
