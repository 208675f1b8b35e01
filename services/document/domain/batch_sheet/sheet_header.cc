#include "services/document/domain/batch_sheet/sheet_header.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "libs/place/describe.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

bool IsCodeRow(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
    const absl::string_view text = Trimmed(cell.text);
    return text == "organ" || text == "organ_name";
  });
}

finding::v1::Finding ColumnUnknown(const Cell& cell) {
  const std::string code = Excerpt(Trimmed(cell.text));
  auto finding = MakeFinding(
      "document.batch_column_unknown", code, finding::v1::SEVERITY_WARNING,
      {absl::StrCat(place::InChinese(PlaceOf(cell)), "的“", code,
                    "”不是任何一格的代码，这一列未读取。请从空白批量表中复制代码行。"),
       absl::StrCat(place::InEnglish(PlaceOf(cell)), ": \"", code,
                    "\" is no code of a column, which was not read; copy the row of codes from an empty sheet")});
  *finding.mutable_place() = PlaceOf(cell);
  return finding;
}

finding::v1::Finding ColumnRepeated(const Cell& cell) {
  const std::string code = Excerpt(Trimmed(cell.text));
  auto finding =
      MakeFinding("document.batch_column_repeated", code, finding::v1::SEVERITY_ERROR,
                  {absl::StrCat(place::InChinese(PlaceOf(cell)), "的代码“", code,
                                "”已在前面出现，只读取了前一列。请删去其中一列。"),
                   absl::StrCat(place::InEnglish(PlaceOf(cell)), ": the code \"", code,
                                "\" stands before as well; that column alone was read; remove one of them")});
  *finding.mutable_place() = PlaceOf(cell);
  return finding;
}

finding::v1::Finding ColumnsMissing(const Row& codes, const std::vector<const form::Cell*>& cells) {
  auto finding =
      MakeFinding("document.batch_columns_missing", "", finding::v1::SEVERITY_ERROR,
                  {absl::StrCat("表中没有下列 ", cells.size(), " 格的列，这些格未读取。请从空白批量表中补上这些列。"),
                   absl::StrCat("the sheet has no columns for these ", cells.size(),
                                " cells, which were not read; add them from an empty sheet")});
  AddCells(cells, finding);
  *finding.mutable_place() = PlaceOf(codes);
  return finding;
}

}  // namespace

std::optional<SheetHeader> FindSheetHeader(const Table& table) {
  const auto codes = std::find_if(table.rows.begin(), table.rows.end(), IsCodeRow);
  if (codes == table.rows.end()) return std::nullopt;
  SheetHeader header;
  header.row = codes - table.rows.begin();
  std::set<const SheetColumn*> seen;
  for (const Cell& cell : codes->cells) {
    const absl::string_view code = Trimmed(cell.text);
    if (code.empty()) continue;
    const SheetColumn* column = FindSheetColumn(code);
    if (column == nullptr) {
      header.findings.push_back(ColumnUnknown(cell));
    } else if (!seen.insert(column).second) {
      header.findings.push_back(ColumnRepeated(cell));
    } else {
      header.columns[static_cast<int>(cell.extent.begin)] = column;
    }
  }
  std::vector<const form::Cell*> missing;
  for (const SheetColumn& column : SheetColumns()) {
    if (column.cell != nullptr && seen.count(&column) == 0) missing.push_back(column.cell);
  }
  if (!missing.empty()) header.findings.push_back(ColumnsMissing(*codes, missing));
  return header;
}

}  // namespace nianbao::document::domain
