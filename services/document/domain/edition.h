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

// What a report on a year from 2021 on says that was made on the form of 2019: the cells that mean the same in both
// editions. The others stay without reading, and a finding says why.
CellReadings AsEdition2021(const CellReadings& readings, Findings& findings);

}  // namespace nianbao::document::domain
