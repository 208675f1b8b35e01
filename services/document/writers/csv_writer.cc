#include "services/document/writers/csv_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/document/domain/formula_guard.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;
using domain::PrintedReport;
using Record = std::vector<std::string>;

constexpr absl::string_view kByteOrderMark = "\uFEFF";

std::string Quoted(const std::string& field) {
  // Tabs and semicolons separate fields in other dialects.
  if (field.find_first_of(",;\t\"\r\n") == std::string::npos) return field;
  return absl::StrCat("\"", absl::StrReplaceAll(field, {{"\"", "\"\""}}), "\"");
}

size_t FieldsOf(const PrintedReport& report) {
  size_t fields = 1;
  for (const auto& section : report.sections) {
    if (section.table) fields = std::max(fields, section.table->widths.size());
  }
  return fields;
}

class Builder {
 public:
  explicit Builder(size_t fields) : fields_(fields) {}

  void Add(Record record) {
    record.resize(fields_);
    for (size_t i = 0; i < fields_; ++i) absl::StrAppend(&text_, i > 0 ? "," : "", Quoted(record[i]));
    text_ += "\r\n";
  }
  void AddLine(const std::string& text) { Add({domain::Guarded(text)}); }
  void AddRow(const domain::PrintedRow& row) {
    Record record(fields_);
    for (const PrintedCell& cell : row) record[cell.column] = cell.number ? cell.text : domain::Guarded(cell.text);
    Add(std::move(record));
  }
  std::string Finish() && { return std::move(text_); }

 private:
  const size_t fields_;
  std::string text_{kByteOrderMark};
};

}  // namespace

absl::StatusOr<std::string> WriteCsv(const PrintedReport& report) {
  Builder builder(FieldsOf(report));
  for (const std::string& line : report.title) builder.AddLine(line);
  for (const domain::PrintedSection& section : report.sections) {
    builder.AddLine(section.heading);
    for (const std::string& paragraph : section.paragraphs) builder.AddLine(paragraph);
    if (!section.table) continue;
    for (const domain::PrintedRow& row : section.table->rows) builder.AddRow(row);
  }
  return std::move(builder).Finish();
}

}  // namespace nianbao::document::writers
