#include "services/document/writers/xlsx_writer.h"

#include <xlsxwriter.h>

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "libs/status/try.h"
#include "services/document/writers/xlsx_sheet.h"
#include "services/document/writers/xlsx_workbook.h"

namespace nianbao::document::writers {
namespace {

absl::Status CheckTextsFit(const domain::PrintedReport& report) {
  for (const std::string& line : report.title) RETURN_IF_ERROR(CheckFits("organ_name", line));
  for (const domain::PrintedSection& section : report.sections) {
    for (const std::string& text : section.paragraphs) RETURN_IF_ERROR(CheckFits(section.heading, text));
    if (!section.table) continue;
    for (const domain::PrintedRow& row : section.table->rows) {
      for (const domain::PrintedCell& cell : row) RETURN_IF_ERROR(CheckFits(section.heading, cell.text));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> WriteXlsx(const domain::PrintedReport& report) {
  RETURN_IF_ERROR(CheckTextsFit(report));
  return MakeWorkbook(absl::StrJoin(report.title, ""), [&](lxw_workbook* workbook) {
    XlsxFormats formats(workbook);
    lxw_error error = LXW_NO_ERROR;
    for (const domain::PrintedSection& section : report.sections) {
      const std::vector<std::string> lines = section.number == 1 ? report.title : std::vector<std::string>();
      if (error == LXW_NO_ERROR) error = AddSheet(workbook, formats, lines, section);
    }
    for (const domain::PrintedAnnex& annex : report.annexes) {
      if (error == LXW_NO_ERROR) error = AddAnnexSheet(workbook, formats, annex);
    }
    return error;
  });
}

}  // namespace nianbao::document::writers
