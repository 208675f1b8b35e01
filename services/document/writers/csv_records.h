// Records as the text of a CSV file.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// RFC 4180 in UTF-8 with a byte order mark.
class CsvRecords {
 public:
  // Every record has so many fields.
  explicit CsvRecords(size_t fields);

  // Fields that lack are blank. No text is taken for a formula.
  void Add(const std::vector<std::string>& record);
  // Each cell in the field of its first column.
  void Add(const domain::PrintedRow& row);
  std::string Finish() && { return std::move(text_); }

 private:
  void AddFields(const std::vector<std::string>& fields);

  const size_t fields_;
  std::string text_;
};

}  // namespace nianbao::document::writers
