#include "services/document/readers/spreadsheet/csv_reader.h"

#include <algorithm>
#include <orcus/csv_parser.hpp>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/formula_guard.h"
#include "services/document/readers/spreadsheet/sheet_grid.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

char SeparatorOf(absl::string_view text) {
  constexpr absl::string_view kSeparators = ",\t;";
  size_t counts[kSeparators.size()] = {};
  bool quoted = false;
  for (const char c : text) {
    quoted ^= c == '"';
    const size_t i = kSeparators.find(c);
    if (!quoted && i != absl::string_view::npos) ++counts[i];
  }
  return kSeparators[std::max_element(std::begin(counts), std::end(counts)) - std::begin(counts)];
}

// What the parser calls. After an error it takes in nothing more.
class Sink : public orcus::csv_handler {
 public:
  explicit Sink(domain::Budget& budget) : budget_(budget) {}

  void end_row() {
    ++row_;
    column_ = 0;
  }
  void cell(const char* text, size_t bytes, bool /*transient*/) {
    // The parser takes the end of the text for a closing quote, and the NUL after it for a character.
    if (bytes > 0 && text[bytes - 1] == '\0') throw orcus::csv::parse_error("a quote does not close");
    // An empty line comes as one blank field, and is no row of blanks.
    if (bytes == 0 && column_ == 0) {
      ++column_;
      return;
    }
    const absl::string_view shown = domain::Unguarded({bytes == 0 ? "" : text, bytes});
    if (status_.ok()) status_ = grid_.Set(row_, column_, std::string(shown), budget_);
    ++column_;
  }

  int row() const { return row_; }
  const absl::Status& status() const { return status_; }
  absl::StatusOr<domain::Table> Finish() && { return std::move(grid_).Finish({}, budget_); }

 private:
  domain::Budget& budget_;
  SheetGrid grid_;
  absl::Status status_;
  int row_ = 0;
  int column_ = 0;
};

}  // namespace

absl::StatusOr<domain::Document> ReadCsv(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(std::string text, domain::ToUtf8(content));
  text = absl::StrReplaceAll(text, {{"\r\n", "\n"}, {"\r", "\n"}});
  orcus::csv::parser_config config;
  config.delimiters = SeparatorOf(text);
  config.text_qualifier = '"';
  Sink sink(budget);
  try {
    orcus::csv_parser<Sink>(text.data(), text.size(), sink, config).parse();
  } catch (const orcus::csv::parse_error& error) {
    return Unreadable(absl::StrCat("bad quotes in row ", sink.row() + 1, " (", error.what(), ")"),
                      "comma-separated text",
                      absl::StrCat("表格文件第 ", sink.row() + 1,
                                   " 行的引号不成对，无法分清各格。请用表格软件打开后另存为 xlsx，再重新导入。"));
  }
  RETURN_IF_ERROR(sink.status());
  ASSIGN_OR_RETURN(domain::Table table, std::move(sink).Finish());
  for (domain::Row& row : table.rows) {
    for (domain::Cell& cell : row.cells) cell.place.line = cell.place.row;
  }
  domain::Document document;
  if (!table.rows.empty()) document.blocks.push_back(std::move(table));
  return document;
}

}  // namespace nianbao::document::readers
