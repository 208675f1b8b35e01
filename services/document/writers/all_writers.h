// The writers of the service.
#pragma once

#include "services/document/domain/batch_sheet/write_batch_sheet.h"
#include "services/document/domain/writers.h"

namespace nianbao::document::writers {

domain::Writers AllWriters();
domain::SheetWriters AllSheetWriters();

}  // namespace nianbao::document::writers
