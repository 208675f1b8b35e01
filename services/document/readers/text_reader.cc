#include "services/document/readers/text_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/recognise_headings.h"

namespace nianbao::document::readers {
namespace {

using domain::Document;
using domain::Paragraph;
using domain::Table;

// Takes one line with its end (LF, CR LF or CR) from the front and returns it without the end.
absl::string_view ConsumeLine(absl::string_view& rest) {
  const size_t end = rest.find_first_of("\r\n");
  const absl::string_view line = rest.substr(0, end);
  if (end == absl::string_view::npos) {
    rest = {};
    return line;
  }
  rest.remove_prefix(end);
  if (!absl::ConsumePrefix(&rest, "\r\n")) rest.remove_prefix(1);
  return line;
}

class Builder {
 public:
  void AddLine(absl::string_view line, int number) {
    if (line.empty()) {
      row_open_ = false;
      return;
    }
    const size_t tab = line.find('\t');
    if (line.rfind('\t') == tab && tab != line.size() - 1 && domain::IsHeading(line)) {
      row_open_ = false;
      AddText(domain::Trimmed(line), number);
      return;
    }
    if (const absl::string_view before = line.substr(0, tab); !before.empty()) AddText(before, number);
    if (tab == absl::string_view::npos) return;
    for (absl::string_view cells = line.substr(tab); !cells.empty();) {
      cells.remove_prefix(1);
      const absl::string_view cell = cells.substr(0, cells.find('\t'));
      AddCell(cell, number);
      cells.remove_prefix(cell.size());
    }
  }

  int parts() const { return parts_; }
  Document Finish() && { return std::move(document_); }

 private:
  void AddText(absl::string_view text, int number) {
    ++parts_;
    if (row_open_) {
      absl::StrAppend(&table().rows.back().cells.back().text, "\n", text);
      return;
    }
    document_.blocks.push_back(Paragraph{std::string(text), domain::OnLine(number)});
    table_open_ = false;
  }

  void AddCell(absl::string_view text, int number) {
    if (!table_open_) document_.blocks.push_back(Table{});
    table_open_ = true;
    if (!row_open_) table().rows.emplace_back();
    row_open_ = true;
    table().rows.back().cells.push_back({{std::string(text), domain::OnLine(number)}, {}, 1});
    ++parts_;
  }

  Table& table() { return std::get<Table>(document_.blocks.back()); }

  Document document_;
  bool table_open_ = false;
  bool row_open_ = false;
  int parts_ = 0;
};

}  // namespace

absl::StatusOr<Document> ReadText(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::string text, domain::ToUtf8(content));
  absl::string_view rest = text;
  Builder builder;
  for (int number = 1; !rest.empty(); ++number) {
    const int parts = builder.parts();
    builder.AddLine(ConsumeLine(rest), number);
    RETURN_IF_ERROR(budget.SpendCells(builder.parts() - parts));
  }
  return std::move(builder).Finish();
}

}  // namespace nianbao::document::readers
