#include "services/document/readers/text_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/recognise_headings.h"
#include "services/document/readers/layout/layout_text.h"
#include "services/document/readers/text_lines.h"

namespace nianbao::document::readers {
namespace {

using domain::Document;
using domain::Paragraph;
using domain::Table;

constexpr char kPipe = '|';
// With fewer rows there is no statutory table.
constexpr int kFewestRows = 6;

bool IsPipeRow(absl::string_view line) { return absl::StrContains(line, kPipe); }

// "|---|:--:|" and a lone "|"; not a row of blank cells.
bool IsRule(absl::string_view line) {
  if (line.find_first_not_of("|-:+ \t") != absl::string_view::npos) return false;
  return absl::StrContains(line, "--") || line.find(kPipe) == line.rfind(kPipe);
}

// True when TABs begin cells, as "save as text" writes them; false when most lines with TABs have them between cells.
bool TabsBeginCells(absl::string_view content) {
  int begin = 0;
  int between = 0;
  while (!content.empty()) {
    const absl::string_view line = ConsumeLine(content);
    const size_t text = line.find_first_not_of('\t');
    if (text == absl::string_view::npos) continue;
    if (absl::StrContains(line.substr(text), '\t')) {
      ++between;
    } else if (text > 0) {
      ++begin;
    }
  }
  return begin >= between;
}

// How a file uses |.
struct Pipes {
  int lines = 0;
  // Cells stand one a line, each with a | after it.
  bool end_cells = false;
  // A | stands before the first cell of a row too.
  bool at_edges = false;
};

Pipes PipesOf(absl::string_view content) {
  int last = 0;
  int first = 0;
  Pipes pipes;
  while (!content.empty()) {
    const absl::string_view line = domain::Trimmed(ConsumeLine(content));
    if (!IsPipeRow(line)) continue;
    ++pipes.lines;
    last += line.find(kPipe) == line.size() - 1;
    first += line.front() == kPipe && line.size() > 1;
  }
  pipes.end_cells = last * 2 > pipes.lines;
  pipes.at_edges = first * 2 > pipes.lines;
  return pipes;
}

// Without the marks of Markdown for headings and bold type.
absl::string_view WithoutMarkdown(absl::string_view line) {
  const size_t marks = line.find_first_not_of('#');
  if (marks != absl::string_view::npos && marks > 0 && marks <= 6) line = line.substr(marks);
  while (absl::StartsWith(line, "**") && absl::EndsWith(line, "**") && line.size() > 4) {
    line = line.substr(2, line.size() - 4);
  }
  return line;
}

class Builder {
 public:
  // leading_tabs: a TAB begins a cell, as "save as text" writes it; otherwise TABs stand between cells.
  Builder(bool leading_tabs, Pipes pipes) : leading_tabs_(leading_tabs), pipes_(pipes) {}

  void AddLine(absl::string_view line, int number) {
    if (line.empty()) {
      row_open_ = false;
    } else if (pipes_.end_cells) {
      AddEndedCells(line, number);
    } else if (IsPipeRow(line)) {
      if (!IsRule(line)) AddPipeRow(line, number);
    } else if (!leading_tabs_ && absl::StrContains(line, '\t')) {
      AddRow(absl::StrSplit(line, '\t'), number);
    } else {
      AddTabbedLine(WithoutMarkdown(line), number);
    }
  }

  int parts() const { return parts_; }
  Document Finish() && { return std::move(document_); }

 private:
  void AddPipeRow(absl::string_view line, int number) {
    if (pipes_.at_edges) {
      line = domain::Trimmed(line);
      absl::ConsumePrefix(&line, "|");
      absl::ConsumeSuffix(&line, "|");
    }
    AddRow(absl::StrSplit(line, kPipe), number);
  }

  // A | after a text, on its line or the next, ends the cell; a second one is a blank cell.
  void AddEndedCells(absl::string_view line, int number) {
    line = domain::Trimmed(line);
    const bool ends = absl::ConsumeSuffix(&line, "|");
    line = domain::Trimmed(line);
    if (!line.empty()) {
      AddText(line, number);
      cell_ended_ = ends;
    } else if (ends && !cell_ended_) {
      cell_ended_ = true;
    } else if (ends) {
      AddRow({""}, number);
    }
  }

  void AddRow(const std::vector<absl::string_view>& cells, int number) {
    row_open_ = false;
    for (const absl::string_view cell : cells) AddCell(cell, number);
    row_open_ = false;
  }

  void AddTabbedLine(absl::string_view line, int number) {
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

  const bool leading_tabs_;
  const Pipes pipes_;
  Document document_;
  bool table_open_ = false;
  bool row_open_ = false;
  // Of the text before.
  bool cell_ended_ = true;
  int parts_ = 0;
};

}  // namespace

absl::StatusOr<Document> ReadText(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::string text, domain::ToUtf8(content));
  const Pipes pipes = PipesOf(text);
  if (pipes.lines < kFewestRows && LooksLikeLayout(text)) return ReadLayoutText(text, budget);
  Builder builder(TabsBeginCells(text), pipes);
  absl::string_view rest = text;
  for (int number = 1; !rest.empty(); ++number) {
    const int parts = builder.parts();
    builder.AddLine(ConsumeLine(rest), number);
    RETURN_IF_ERROR(budget.SpendCells(builder.parts() - parts));
  }
  return std::move(builder).Finish();
}

}  // namespace nianbao::document::readers
