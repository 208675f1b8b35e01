#include "services/document/domain/assemble_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/document/domain/expand_grid.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/page_number.h"
#include "services/document/domain/stream_line.h"

namespace nianbao::document::domain {
namespace {

using Kind = Token::Kind;

// A title may have been broken over this many lines.
constexpr size_t kMostLinesOfATitle = 4;
// Fewer cells than this are no table.
constexpr int kFewestCells = 3;

bool IsTitle(Kind kind) { return kind != Kind::kOther && kind != Kind::kFigure && kind != Kind::kBlank; }

// Puts tokens together to rows.
class RowBuilder {
 public:
  void Add(const Token& token) {
    // A blank cell counts after the title of a row; elsewhere it is part of a header or of the next row.
    if (token.kind == Kind::kBlank && !Has(Kind::kRow) && !Has(Kind::kFigure)) return;
    if (EndsRow(token)) EndRow();
    row_.cells.push_back({token.text, {}, 1});
    row_.assembled = true;
    kinds_.push_back(token.kind);
  }

  // Tokens that are a row as they stand.
  void AddRow(const std::vector<Token>& tokens) {
    EndRow();
    for (const Token& token : tokens) row_.cells.push_back({token.text, {}, 1});
    EndRow();
  }

  void EndRow() {
    if (!row_.cells.empty()) table_.rows.push_back(std::move(row_));
    row_ = {};
    kinds_.clear();
  }

  Table Finish() && {
    EndRow();
    return std::move(table_);
  }

 private:
  bool Has(Kind kind) const { return std::find(kinds_.begin(), kinds_.end(), kind) != kinds_.end(); }

  bool EndsRow(const Token& token) const {
    switch (token.kind) {
      case Kind::kRow:
        return Has(Kind::kFigure) || Has(Kind::kColumn) || Has(Kind::kRow) || Has(Kind::kCaption);
      case Kind::kGroup:
        return Has(Kind::kFigure) || Has(Kind::kColumn) || Has(Kind::kRow) || Has(Kind::kCaption);
      case Kind::kColumn:
        return Has(Kind::kFigure) || Has(Kind::kRow) || Has(Kind::kGroup);
      case Kind::kCaption:
        return true;
      case Kind::kFigure:
        return Has(Kind::kColumn) || Has(Kind::kCaption);
      case Kind::kOther:
        // A title with lost characters.
        return Has(Kind::kFigure) && ParseLabel(token.text.text).number > 0;
      case Kind::kBlank:
        return false;
    }
    return false;
  }

  Table table_;
  Row row_;
  std::vector<Kind> kinds_;
};

// A title from the front of the lines that was broken over several of them, and how many.
std::optional<std::pair<Token, size_t>> BrokenTitle(const std::vector<StreamLine>& lines, size_t begin) {
  std::string text;
  bool has_scrap = false;
  std::optional<std::pair<Token, size_t>> longest;
  for (size_t n = 0; n < kMostLinesOfATitle && begin + n < lines.size(); ++n) {
    const StreamLine& line = lines[begin + n];
    if (line.prose || line.tokens.size() != 1 || line.tokens.front().kind == Kind::kFigure ||
        line.tokens.front().kind == Kind::kBlank) {
      break;
    }
    has_scrap = has_scrap || line.tokens.front().kind == Kind::kOther;
    absl::StrAppend(&text, n == 0 ? "" : "\n", line.tokens.front().text.text);
    if (n == 0 || !has_scrap) continue;
    Token title = TokenOf({text, lines[begin].tokens.front().text.place});
    if (IsTitle(title.kind)) longest = {std::move(title), n + 1};
  }
  return longest;
}

class Assembler {
 public:
  void AddText(const PlacedText& text) {
    const std::string key = Key(text.text);
    const auto page = ParsePageNumber(key);
    // "3/5" may as well be a cell, which must not vanish.
    if (page.has_value() && !page->bare && !absl::StrContains(key, "/")) return;
    for (StreamLine& line : TakeApart(text)) lines_.push_back(std::move(line));
  }

  void AddTable(Table table) {
    Flush(true);
    document_.blocks.push_back(std::move(table));
  }

  Document Finish() && {
    Flush(false);
    return std::move(document_);
  }

 private:
  void Flush(bool before_table) {
    MendTitles();
    const bool after_table = !document_.blocks.empty() && std::holds_alternative<Table>(document_.blocks.back());
    for (size_t i = 0; i < lines_.size();) {
      const size_t end = EndOfTable(i, after_table && i == 0, before_table);
      if (end > i) {
        AddRows(i, end);
        i = end;
      } else {
        if (lines_[i].tokens.front().kind == Kind::kBlank) {
          ++i;
          continue;
        }
        std::string text;
        for (const Token& token : lines_[i].tokens) absl::StrAppend(&text, text.empty() ? "" : " ", token.text.text);
        document_.blocks.push_back(Paragraph{std::move(text), lines_[i].tokens.front().text.place});
        ++i;
      }
    }
    lines_.clear();
  }

  void MendTitles() {
    std::vector<StreamLine> mended;
    for (size_t i = 0; i < lines_.size();) {
      if (auto title = BrokenTitle(lines_, i)) {
        mended.push_back({{std::move(title->first)}, false, false});
        i += title->second;
      } else {
        mended.push_back(std::move(lines_[i++]));
      }
    }
    lines_ = std::move(mended);
  }

  // The line after the table that begins here; the same line when none does. A title beside a table that the file has
  // is one of its cells.
  size_t EndOfTable(size_t begin, bool after_table, bool before_table) const {
    if (!IsTitle(lines_[begin].tokens.front().kind)) return begin;
    int cells = 0;
    bool proof = false;
    size_t end = begin;
    for (size_t i = begin; i < lines_.size() && !lines_[i].prose; ++i) {
      for (const Token& token : lines_[i].tokens) {
        if (token.kind == Kind::kOther || token.kind == Kind::kBlank) continue;
        ++cells;
        proof = proof || token.proof;
        end = i + 1;
      }
    }
    const bool beside_table = after_table || (before_table && end == lines_.size());
    return proof && cells >= (beside_table ? 1 : kFewestCells) ? end : begin;
  }

  void AddRows(size_t begin, size_t end) {
    RowBuilder rows;
    for (size_t i = begin; i < end; ++i) {
      const bool whole_row = lines_[i].tokens.size() > 1 && !lines_[i].run_on;
      if (whole_row) {
        rows.AddRow(lines_[i].tokens);
      } else {
        for (const Token& token : lines_[i].tokens) rows.Add(token);
      }
    }
    document_.blocks.push_back(std::move(rows).Finish());
  }

  std::vector<StreamLine> lines_;
  Document document_;
};

bool HasOneCellARow(const Table& table) {
  return table.columns == Columns::kOrdinal && std::all_of(table.rows.begin(), table.rows.end(), [](const Row& row) {
           // Several blank cells side by side are a row.
           return row.cells.size() <= 1 || std::count_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
                                             return !Trimmed(cell.text).empty();
                                           }) == 1;
         });
}

}  // namespace

Document AssembleRows(const Document& document) {
  Assembler assembler;
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      assembler.AddText(*paragraph);
      continue;
    }
    const Table& table = std::get<Table>(block);
    if (table.columns == Columns::kGrid) {
      assembler.AddTable(ExpandGrid(table));
    } else if (!HasOneCellARow(table)) {
      assembler.AddTable(table);
    } else {
      for (const Row& row : table.rows) {
        for (const Cell& cell : row.cells) {
          if (row.cells.size() == 1 || !Trimmed(cell.text).empty()) assembler.AddText(cell);
        }
      }
    }
  }
  return std::move(assembler).Finish();
}

}  // namespace nianbao::document::domain
