// Annexes as they are printed.
#pragma once

#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "nianbao/document/v1/annex.pb.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {

// Lays out annexes that CheckAnnexes has passed, numbered from 1. Every text is one line, and one that a spreadsheet
// would take for a formula has an apostrophe in front, whatever the format: tables are copied from one into another.
std::vector<PrintedAnnex> AnnexLayout(const google::protobuf::RepeatedPtrField<v1::Annex>& annexes);

}  // namespace nianbao::document::domain
