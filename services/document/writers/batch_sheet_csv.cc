#include "services/document/writers/batch_sheet_csv.h"

#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "services/document/domain/batch_sheet/sheet_columns.h"
#include "services/document/writers/csv_records.h"

namespace nianbao::document::writers {
namespace {

std::vector<std::string> ColumnNames() {
  std::vector<std::string> names;
  for (const domain::SheetColumn& column : domain::SheetColumns()) {
    names.push_back(
        absl::StrJoin(column.titles, " · ", [](std::string* out, const form::Title& title) { *out += title.text; }));
  }
  return names;
}

}  // namespace

absl::StatusOr<std::string> WriteBatchSheetCsv(const domain::PrintedSheet& sheet) {
  const size_t fields = sheet.table.widths.size();
  CsvRecords records(fields);
  records.Add(ColumnNames());
  for (size_t i = sheet.table.header_rows - 1; i < sheet.table.rows.size(); ++i) records.Add(sheet.table.rows[i]);
  return std::move(records).Finish();
}

}  // namespace nianbao::document::writers
