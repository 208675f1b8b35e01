// A batch sheet as it is written, for writers of any format.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {

struct PrintedSheet {
  std::string title;
  // How it is filled in.
  std::string note;
  // A column for each of SheetColumns(). The last of the rows of titles has the codes; behind them a row each report.
  PrintedTable table;
};

// The reports must be well-formed; see form::VectorOf.
PrintedSheet LayOutSheet(const v1::WriteBatchSheetRequest& request);

// "2024年政府信息公开工作年度报告批量表", without the year where the reports have none or several.
std::string SheetTitle(const v1::WriteBatchSheetRequest& request);

}  // namespace nianbao::document::domain
