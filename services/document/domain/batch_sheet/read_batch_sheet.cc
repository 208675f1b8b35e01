#include "services/document/domain/batch_sheet/read_batch_sheet.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "libs/place/describe.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/batch_sheet/json_batch_sheet.h"
#include "services/document/domain/batch_sheet/sheet_header.h"
#include "services/document/domain/batch_sheet/sheet_report.h"
#include "services/document/domain/file_content.h"

namespace nianbao::document::domain {
namespace {

// A sheet of 1000 reports has some 210 000 cells.
Limits SheetLimits(Limits limits) {
  limits.cells_max = std::max(limits.cells_max, 400'000);
  limits.elements_max = std::max(limits.elements_max, 2'000'000);
  return limits;
}

absl::Status NoCodes() {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       "content: got a table without a row of codes, want a batch sheet")
      .Field("content", "want a row with the codes of the columns")
      .Chinese("表中没有标明各列代码的一行（organ、year 等），不能确定各列是什么。请把数字填入空白批量表再导入。");
}

void ReadTable(const Table& table, const SheetHeader& header, v1::ReadBatchSheetResponse& response) {
  for (const finding::v1::Finding& finding : header.findings) *response.add_findings() = finding;
  for (size_t i = header.row + 1; i < table.rows.size(); ++i) {
    std::optional<SheetReport> report = ReadSheetReport(header, table.rows[i]);
    if (!report) continue;
    if (report->unfilled) {
      response.set_unfilled_rows(response.unfilled_rows() + 1);
    } else {
      *response.add_rows() = std::move(report->row);
    }
  }
}

absl::StatusOr<v1::ReadBatchSheetResponse> ReadTables(const Document& document) {
  v1::ReadBatchSheetResponse response;
  bool has_header = false;
  for (const Block& block : document.blocks) {
    const Table* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    const std::optional<SheetHeader> header = FindSheetHeader(*table);
    if (!header) continue;
    has_header = true;
    ReadTable(*table, *header, response);
  }
  if (!has_header) return NoCodes();
  return response;
}

finding::v1::Finding RowRepeated(const v1::BatchSheetRow& first, const v1::BatchSheetRow& second) {
  auto finding =
      MakeFinding("document.batch_row_repeated", "", finding::v1::SEVERITY_ERROR,
                  {absl::StrCat("与", place::InChinese(first.place()), "是同一机关、同一年度的报告。请只保留一行。"),
                   absl::StrCat("the same organ and year as ", place::InEnglish(first.place()), "; keep one row")});
  *finding.mutable_place() = second.place();
  return finding;
}

void FindRepeated(v1::ReadBatchSheetResponse& response) {
  std::map<std::pair<std::string, int>, const v1::BatchSheetRow*> seen;
  for (v1::BatchSheetRow& row : *response.mutable_rows()) {
    const form::v1::AnnualReport& report = row.document().report();
    const std::string& organ = row.organ().empty() ? report.organ_name() : row.organ();
    if (organ.empty() || report.year() == 0) continue;
    const auto [first, fresh] = seen.emplace(std::make_pair(organ, report.year()), &row);
    if (!fresh) *row.mutable_document()->add_findings() = RowRepeated(*first->second, row);
  }
}

}  // namespace

absl::StatusOr<v1::ReadBatchSheetResponse> ReadBatchSheet(const v1::ReadBatchSheetRequest& request, DocumentOpener open,
                                                          const Limits& limits) {
  RETURN_IF_ERROR(CheckContent(request.content(), limits));
  v1::ReadBatchSheetResponse response;
  if (IsJson(request.file_name(), request.content())) {
    ASSIGN_OR_RETURN(response, ReadJsonBatchSheet(request.content()));
  } else {
    Budget budget(SheetLimits(limits));
    ASSIGN_OR_RETURN(const Document document, open({request.file_name(), request.content(), ""}, budget));
    ASSIGN_OR_RETURN(response, ReadTables(document));
  }
  RETURN_IF_ERROR(Budget::CheckAtMost("reports", response.rows_size(), kSheetRowsMax));
  FindRepeated(response);
  return response;
}

}  // namespace nianbao::document::domain
