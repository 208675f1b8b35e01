// Which edition of the form a document has.
#pragma once

#include "absl/types/span.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {

// The edition whose own titles the tables have, whatever the year; where there are none, that of the year. year is 0
// when it is unknown.
const form::Catalogue& EditionOf(absl::Span<const Item> items, int year);

// Takes what section two says in the table of 2019 for the cells that mean the same in 2021. The others stay without
// reading, and a finding says why. The tables of sections three and four are read by the titles of 2021 in any case.
void AddTableOf2019(const CellReadings& table, CellReadings& readings, Findings& findings);

}  // namespace nianbao::document::domain
