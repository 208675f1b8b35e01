#include "tests/fuzz/document_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "libs/utf8/utf8.h"

namespace nianbao::fuzz {
namespace {

using document::domain::Cell;
using document::domain::Columns;
using document::domain::Document;
using document::domain::Paragraph;
using document::domain::Row;
using document::domain::Table;

constexpr int kPlacesMax = 5'000;
constexpr double kColumnsMax = 200;

// What readers give: UTF-8 without NUL.
std::string ReadableText(absl::string_view bytes) {
  return utf8::WellFormed(absl::StrReplaceAll(bytes, {{"\v", "\n"}, {absl::string_view("\0", 1), " "}}));
}

double Number(absl::string_view text, double otherwise) {
  double number = 0;
  return absl::SimpleAtod(text, &number) && std::isfinite(number) ? number : otherwise;
}

class Builder {
 public:
  void Add(absl::string_view line) {
    if (places_ >= kPlacesMax || line.empty()) return;
    const char kind = line.front();
    const absl::string_view rest = line.size() > 2 ? line.substr(2) : "";
    switch (kind) {
      case 'O':
      case 'G':
      case 'L':
        ++tables_;
        document_.blocks.push_back(Table());
        TheTable().columns = kind == 'O' ? Columns::kOrdinal : kind == 'G' ? Columns::kGrid : Columns::kLayout;
        return;
      case 'R':
      case 'A':
        if (HasTable()) TheTable().rows.emplace_back().assembled = kind == 'A';
        return;
      case 'C':
        if (HasTable() && !TheTable().rows.empty()) AddCell(rest);
        return;
      default:
        ++places_;
        document_.blocks.push_back(Paragraph{ReadableText(rest), document::domain::OnLine(places_)});
    }
  }

  Document document() && { return std::move(document_); }

 private:
  bool HasTable() const { return !document_.blocks.empty() && std::holds_alternative<Table>(document_.blocks.back()); }
  Table& TheTable() { return std::get<Table>(document_.blocks.back()); }

  void AddCell(absl::string_view line) {
    const std::vector<absl::string_view> fields = absl::StrSplit(line, absl::MaxSplits(' ', 3));
    const auto field = [&fields](size_t i) { return i < fields.size() ? fields[i] : ""; };
    const Columns columns = TheTable().columns;
    Row& row = TheTable().rows.back();
    const double left = row.cells.empty() ? 0 : row.cells.back().extent.end;
    Cell cell;
    cell.text = ReadableText(field(3));
    if (columns != Columns::kOrdinal) {
      cell.extent.begin = std::clamp(Number(field(0), left), left, left + kColumnsMax);
      cell.extent.end = std::clamp(Number(field(1), 0), cell.extent.begin + 1, cell.extent.begin + kColumnsMax);
    }
    if (columns == Columns::kGrid) {
      cell.extent = {std::floor(cell.extent.begin), std::floor(cell.extent.end)};
      if (cell.extent.end > kColumnsMax) return;
      cell.rows = static_cast<int>(std::clamp(Number(field(2), 1), 1.0, 100.0));
      cell.place.column = static_cast<int>(cell.extent.begin) + 1;
    }
    cell.place.table = tables_;
    cell.place.row = static_cast<int>(TheTable().rows.size());
    places_ += std::max(1, cell.rows * static_cast<int>(cell.extent.end - cell.extent.begin));
    row.cells.push_back(std::move(cell));
  }

  Document document_;
  int places_ = 0;
  int tables_ = 0;
};

std::string OneLine(absl::string_view text) { return absl::StrReplaceAll(text, {{"\n", "\v"}}); }

}  // namespace

Document DocumentOf(absl::string_view text) {
  Builder builder;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) builder.Add(line);
  return std::move(builder).document();
}

std::string TextOf(const Document& document) {
  std::string text;
  for (const document::domain::Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      absl::StrAppend(&text, "P ", OneLine(paragraph->text), "\n");
      continue;
    }
    const auto& table = std::get<Table>(block);
    absl::StrAppend(&text,
                    table.columns == Columns::kOrdinal ? "O"
                    : table.columns == Columns::kGrid  ? "G"
                                                       : "L",
                    "\n");
    for (const Row& row : table.rows) {
      absl::StrAppend(&text, row.assembled ? "A" : "R", "\n");
      for (const Cell& cell : row.cells) {
        absl::StrAppend(&text, "C ", cell.extent.begin, " ", cell.extent.end, " ", cell.rows, " ", OneLine(cell.text),
                        "\n");
      }
    }
  }
  return text;
}

}  // namespace nianbao::fuzz
