// Finds what the written sections state about figures of the tables.
#pragma once

#include "nianbao/form/v1/narrative.pb.h"

namespace nianbao::document::domain {

// Adds the claims of sections one, five and six, in the order of the text, at most 300. A sentence that is not
// understood beyond doubt, or states a part of a figure of the tables, makes no claim. year is that of the report, 0
// when unknown.
void AddNarrativeClaims(int year, form::v1::Narrative& narrative);

}  // namespace nianbao::document::domain
