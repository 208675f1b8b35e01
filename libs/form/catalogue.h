// The catalogue of an edition of the form, built from the options on the protobuf fields.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/form/v1/options.pb.h"

namespace nianbao::form {

// A printed title and the other wordings that published reports use for it.
struct Title {
  std::string text;
  std::vector<std::string> also;
};

// What a cell holds when it is neither blank nor marked.
enum class CellKind {
  // A whole number, not negative.
  kCount,
  // A whole number printed with its sign: "+14", "-3", "0".
  kSignedCount,
  // Money as a decimal with at most `scale` decimals.
  kMoney,
  // A text as printed, such as an amount without a set unit.
  kText,
};

// "count", "signed", "money" or "text".
absl::string_view NameOf(CellKind kind);

// One figure of the form.
struct Cell {
  // Position in form order, from 0. The cells of the tables come first, then the fee statement.
  int index = 0;
  // Proto path below the report, such as "requests.received.natural_person".
  std::string code;
  // The fields from the report down to the figure.
  std::vector<const google::protobuf::FieldDescriptor*> path;
  // Statutory section the cell stands in: 2, 3, 4; 6 for the fee statement.
  int section = 0;
  // Row titles from the outermost group to the row itself. Empty in section four, which has one row.
  std::vector<Title> rows;
  // Column titles from the outermost group to the column itself.
  std::vector<Title> columns;
  CellKind kind = CellKind::kCount;
  v1::Unit unit = v1::UNIT_UNSPECIFIED;
  // The stored integer is the printed figure times 10^scale.
  int scale = 0;
  // Provision of the Regulation behind the cell; empty when none is cited.
  std::string article;
  // Code of the cell of the 2021 edition that means the same. Empty when there is none, and in the 2021 edition itself.
  std::string same_as;

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

// The cells of one edition in form order.
class Catalogue {
 public:
  // Cells of the tables of the 2021 edition.
  static constexpr int kCellCount = 200;

  // The 2021 edition: AnnualReport, 200 cells.
  static const Catalogue& Get();
  // The 2019 edition: AnnualReport2019, 198 cells, some of them signed or texts.
  static const Catalogue& Edition2019();
  // The catalogue of an edition; that of 2021 when it is not stated.
  static const Catalogue& For(v1::Edition edition);

  // Takes a report message. The fields with the option (section) are its tables.
  explicit Catalogue(const google::protobuf::Descriptor& report);
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  // The report message described.
  const google::protobuf::Descriptor& report() const { return report_; }
  // The cells of sections two to four.
  absl::Span<const Cell> cells() const { return cells_; }
  // The three figures of the fee statement; their index continues after the cells.
  absl::Span<const Cell> fee_statement() const { return fee_statement_; }
  // The title of the report, without organ and year.
  const std::string& title() const { return title_; }
  // The six sections by number.
  absl::Span<const SectionTitle> sections() const { return sections_; }

  // The cell or figure of the fee statement with this code, or nullptr.
  const Cell* Find(absl::string_view code) const;

  // The whole catalogue as text, one line a cell, for the golden file.
  std::string Dump() const;

 private:
  // Notes a field that opens a section and returns its number, or 0 for any other field.
  int AddSection(const google::protobuf::FieldDescriptor& field);

  const google::protobuf::Descriptor& report_;
  std::string title_;
  std::vector<Cell> cells_;
  std::vector<Cell> fee_statement_;
  std::vector<SectionTitle> sections_;
  absl::flat_hash_map<std::string, const Cell*> by_code_;
};

}  // namespace nianbao::form
