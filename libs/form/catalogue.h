// The catalogue of the form, built from the options on the protobuf fields.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "nianbao/form/v1/options.pb.h"

namespace nianbao::form {

// A printed title and the other wordings that published reports use for it.
struct Title {
  std::string text;
  std::vector<std::string> also;
};

// One figure of the form.
struct Cell {
  // Position in form order, from 0. Positions 0..kCellCount-1 are the cells of the tables.
  int index = 0;
  // Proto path below AnnualReport, such as "requests.received.natural_person".
  std::string code;
  // The fields from AnnualReport down to the figure.
  std::vector<const google::protobuf::FieldDescriptor*> path;
  // Statutory section the cell stands in: 2, 3, 4; 6 for the fee statement.
  int section = 0;
  // Row titles from the outermost group to the row itself. Empty in section four, which has one row.
  std::vector<Title> rows;
  // Column titles from the outermost group to the column itself.
  std::vector<Title> columns;
  v1::Unit unit = v1::UNIT_UNSPECIFIED;
  // The stored integer is the printed figure times 10^scale.
  int scale = 0;
  // Provision of the Regulation behind the cell; empty when none is cited.
  std::string article;

  // Row and column as a person would name them, such as "（三）不予公开 1.属于国家秘密 · 自然人".
  std::string printed_name() const;
  // The same of some steps of the path only: from first up to, not including, last. Empty when they print nothing.
  std::string printed_titles(size_t first, size_t last) const;
};

// One of the six statutory sections.
struct SectionTitle {
  int number = 0;
  Title heading;
  // What the table prints besides the titles of its rows and columns; see form.v1.Section.
  std::string row_head;
  std::string column_head;
  std::string note;
};

// The cells of the 2021 edition in form order.
class Catalogue {
 public:
  static constexpr int kCellCount = 200;

  static const Catalogue& Get();

  // The 200 cells of sections two to four.
  absl::Span<const Cell> cells() const { return cells_; }
  // The three figures of the fee statement; their index continues after the cells.
  absl::Span<const Cell> fee_statement() const { return fee_statement_; }
  // The title of the report, without organ and year.
  const std::string& title() const { return title_; }
  // The six sections by number.
  absl::Span<const SectionTitle> sections() const { return sections_; }

  // The cell or figure of the fee statement with this code, or nullptr.
  const Cell* Find(absl::string_view code) const;

  // The whole catalogue as text, one line a cell, for the golden file and for `nianbao form`.
  std::string Dump() const;

 private:
  Catalogue();

  std::string title_;
  std::vector<Cell> cells_;
  std::vector<Cell> fee_statement_;
  std::vector<SectionTitle> sections_;
  absl::flat_hash_map<std::string, const Cell*> by_code_;
};

}  // namespace nianbao::form
