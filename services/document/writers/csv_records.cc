#include "services/document/writers/csv_records.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/document/domain/formula_guard.h"

namespace nianbao::document::writers {
namespace {

std::string Quoted(const std::string& field) {
  // Tabs and semicolons separate fields in other dialects.
  if (field.find_first_of(",;\t\"\r\n") == std::string::npos) return field;
  return absl::StrCat("\"", absl::StrReplaceAll(field, {{"\"", "\"\""}}), "\"");
}

}  // namespace

CsvRecords::CsvRecords(size_t fields) : fields_(fields), text_("\uFEFF") {}

void CsvRecords::Add(const std::vector<std::string>& record) {
  std::vector<std::string> fields(fields_);
  for (size_t i = 0; i < record.size(); ++i) fields.at(i) = domain::Guarded(record[i]);
  AddFields(fields);
}

void CsvRecords::Add(const domain::PrintedRow& row) {
  std::vector<std::string> fields(fields_);
  for (const domain::PrintedCell& cell : row) {
    fields.at(cell.column) = cell.number ? cell.text : domain::Guarded(cell.text);
  }
  AddFields(fields);
}

void CsvRecords::AddFields(const std::vector<std::string>& fields) {
  for (size_t i = 0; i < fields.size(); ++i) absl::StrAppend(&text_, i > 0 ? "," : "", Quoted(fields[i]));
  text_ += "\r\n";
}

}  // namespace nianbao::document::writers
