#include "services/document/domain/batch_sheet/sheet_layout.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/document/domain/batch_sheet/sheet_columns.h"
#include "services/document/domain/printable.h"
#include "services/document/domain/printed_figure.h"
#include "services/document/domain/title_spans.h"

namespace nianbao::document::domain {
namespace {

using Role = PrintedCell::Role;

constexpr int kTitleLevels = 3;
constexpr char kHowToFillIn[] =
    "每行填写一份报告。没有发生的填 0，不适用的填“/”。总计由公式算出；红色的格与其他格不相符，请核对。"
    "灰色的一行是各列的代码，请保留；列的顺序可以改变。";

int WidthOf(SheetColumn::Kind kind) {
  switch (kind) {
    case SheetColumn::Kind::kOrgan:
      return 2400;
    case SheetColumn::Kind::kOrganName:
      return 3600;
    case SheetColumn::Kind::kText:
      return 6000;
    default:
      return 1100;
  }
}

void AddTitles(PrintedTable& table) {
  const std::vector<SheetColumn>& columns = SheetColumns();
  std::vector<const std::vector<form::Title>*> lines;
  for (const SheetColumn& column : columns) lines.push_back(&column.titles);
  table.header_rows = kTitleLevels + 1;
  table.rows.resize(table.header_rows);
  for (const TitleSpan& span : SpansOf(lines, kTitleLevels)) {
    table.rows[span.level].push_back({.role = Role::kColumnTitle,
                                      .text = span.text,
                                      .column = span.line,
                                      .columns = span.count,
                                      .rows = span.levels});
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    table.rows.back().push_back({.role = Role::kCode, .text = columns[i].code, .column = static_cast<int>(i)});
  }
}

PrintedCell TextCell(std::string text) {
  return {.role = Role::kText, .text = std::move(text), .align = PrintedCell::Align::kLeft};
}

std::string TextOf(const SheetColumn& column, const form::v1::AnnualReport& report) {
  const form::v1::Narrative& narrative = report.narrative();
  return absl::StrJoin(PrintableLines(narrative.GetReflection()->GetString(narrative, column.text)), "\n");
}

PrintedCell CellOf(const SheetColumn& column, const v1::BatchSheetRow& row, const PrintedFigures& figures) {
  const form::v1::AnnualReport& report = row.document().report();
  switch (column.kind) {
    case SheetColumn::Kind::kOrgan:
      return TextCell(PrintableLine(row.organ()));
    case SheetColumn::Kind::kOrganName:
      return TextCell(PrintableLine(report.organ_name()));
    case SheetColumn::Kind::kYear:
      return {.role = Role::kText,
              .text = report.year() == 0 ? "" : absl::StrCat(report.year()),
              .number = report.year() != 0};
    case SheetColumn::Kind::kText:
      return TextCell(TextOf(column, report));
    case SheetColumn::Kind::kFigure:
      break;
  }
  PrintedFigure figure = figures.Of(*column.cell);
  return {.role = Role::kFigure, .text = std::move(figure.text), .number = figure.number, .cell = column.cell->index};
}

PrintedRow RowOf(const v1::BatchSheetRow& row) {
  const PrintedFigures figures(row.document().report());
  PrintedRow printed;
  for (const SheetColumn& column : SheetColumns()) {
    printed.push_back(CellOf(column, row, figures));
    printed.back().column = static_cast<int>(printed.size() - 1);
  }
  return printed;
}

}  // namespace

PrintedSheet LayOutSheet(const v1::WriteBatchSheetRequest& request) {
  PrintedSheet sheet{.title = SheetTitle(request), .note = kHowToFillIn};
  for (const SheetColumn& column : SheetColumns()) sheet.table.widths.push_back(WidthOf(column.kind));
  AddTitles(sheet.table);
  for (const v1::BatchSheetRow& row : request.rows()) sheet.table.rows.push_back(RowOf(row));
  const PrintedRow blank = RowOf({});
  for (int i = 0; i < request.blank_rows(); ++i) sheet.table.rows.push_back(blank);
  return sheet;
}

std::string SheetTitle(const v1::WriteBatchSheetRequest& request) {
  std::set<int> years;
  for (const v1::BatchSheetRow& row : request.rows()) years.insert(row.document().report().year());
  const std::string year = years.size() == 1 && *years.begin() != 0 ? absl::StrCat(*years.begin(), "年") : "";
  return absl::StrCat(year, form::Catalogue::Get().title(), "批量表");
}

}  // namespace nianbao::document::domain
