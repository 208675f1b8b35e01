#include "services/document/writers/csv_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/document/writers/csv_records.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedReport;

size_t FieldsOf(const PrintedReport& report) {
  size_t fields = 1;
  for (const auto& section : report.sections) {
    if (section.table) fields = std::max(fields, section.table->widths.size());
  }
  return fields;
}

}  // namespace

absl::StatusOr<std::string> WriteCsv(const PrintedReport& report) {
  CsvRecords records(FieldsOf(report));
  const auto add_line = [&](const std::string& text) { records.Add(std::vector<std::string>{text}); };
  for (const std::string& line : report.title) add_line(line);
  for (const domain::PrintedSection& section : report.sections) {
    add_line(section.heading);
    for (const std::string& paragraph : section.paragraphs) add_line(paragraph);
    if (!section.table) continue;
    for (const domain::PrintedRow& row : section.table->rows) records.Add(row);
  }
  return std::move(records).Finish();
}

}  // namespace nianbao::document::writers
