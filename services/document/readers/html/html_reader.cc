#include "services/document/readers/html/html_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/encoding.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/html/declared_charset.h"
#include "services/document/readers/html/html_element.h"
#include "services/document/readers/html/html_flow.h"
#include "services/document/readers/html/html_grid.h"
#include "services/document/readers/html/html_rows.h"
#include "services/document/readers/html/html_tree.h"

namespace nianbao::document::readers {
namespace {

using domain::Cell;
using domain::Document;
using domain::Row;
using domain::Table;

// As the HTML standard has them.
constexpr int kColumnSpanMax = 1'000;
constexpr int kRowSpanMax = 65'534;

// What surrounds a node.
struct Context {
  bool in_cell = false;
  bool keeps_lines = false;
  bool raised = false;
  bool lowered = false;
  int tables = 0;
};

std::string Raised(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"0", "⁰"},
                                    {"1", "¹"},
                                    {"2", "²"},
                                    {"3", "³"},
                                    {"4", "⁴"},
                                    {"5", "⁵"},
                                    {"6", "⁶"},
                                    {"7", "⁷"},
                                    {"8", "⁸"},
                                    {"9", "⁹"}});
}

std::string Lowered(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"0", "₀"},
                                    {"1", "₁"},
                                    {"2", "₂"},
                                    {"3", "₃"},
                                    {"4", "₄"},
                                    {"5", "₅"},
                                    {"6", "₆"},
                                    {"7", "₇"},
                                    {"8", "₈"},
                                    {"9", "₉"}});
}

bool IsTextField(const GumboElement& input) {
  const absl::string_view type = AttributeOf(input, "type");
  return type.empty() || absl::EqualsIgnoreCase(type, "text") || absl::EqualsIgnoreCase(type, "number");
}

class Walker {
 public:
  explicit Walker(domain::Budget& budget) : budget_(budget) {}

  absl::StatusOr<Document> Read(const GumboElement& page) && {
    RETURN_IF_ERROR(ReadElement(page, {}, body_));
    RETURN_IF_ERROR(AddParagraphs());
    return std::move(document_);
  }

 private:
  absl::Status ReadChildren(const GumboElement& parent, const Context& context, HtmlFlow& flow) {
    for (const GumboNode* node : ChildrenOf(parent)) {
      if (const GumboElement* element = ElementOf(*node)) {
        RETURN_IF_ERROR(ReadElement(*element, context, flow));
      } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
                 node->type == GUMBO_NODE_WHITESPACE) {
        ReadText(node->v.text, context, flow);
      }
    }
    return absl::OkStatus();
  }

  static void ReadText(const GumboText& node, const Context& context, HtmlFlow& flow) {
    const int line = static_cast<int>(node.start_pos.line);
    // gumbo makes bytes that are no text of a number far beyond the last character.
    const std::string plain = utf8::WellFormed(node.text);
    const std::string text = context.raised ? Raised(plain) : context.lowered ? Lowered(plain) : plain;
    context.keeps_lines ? flow.AddLines(text, line) : flow.AddText(text, line);
  }

  absl::Status ReadElement(const GumboElement& element, Context context, HtmlFlow& flow) {
    if (IsDropped(element)) return absl::OkStatus();
    const bool is_block = IsBlock(element);
    if (is_block) flow.EndParagraph();
    switch (element.tag) {
      case GUMBO_TAG_TABLE:
        return ReadTable(element, context, flow);
      case GUMBO_TAG_INPUT:
        if (context.in_cell && IsTextField(element)) {
          flow.AddText(AttributeOf(element, "value"), static_cast<int>(element.start_pos.line));
        }
        break;
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_XMP:
      case GUMBO_TAG_LISTING:
      case GUMBO_TAG_PLAINTEXT:
        context.keeps_lines = true;
        break;
      case GUMBO_TAG_P:
        context.keeps_lines = context.keeps_lines || KeepsSpaces(element);
        break;
      case GUMBO_TAG_SUP:
        context.raised = true;
        break;
      case GUMBO_TAG_SUB:
        context.lowered = true;
        break;
      default:
        break;
    }
    RETURN_IF_ERROR(ReadChildren(element, context, flow));
    if (is_block) flow.EndParagraph();
    return absl::OkStatus();
  }

  absl::Status ReadTable(const GumboElement& element, Context context, HtmlFlow& flow) {
    ++context.tables;
    RETURN_IF_ERROR(domain::Budget::CheckAtMost("table_depth", context.tables, budget_.limits().table_depth_max));
    const HtmlRows rows = RowsOf(element);
    for (const GumboElement* caption : rows.captions) RETURN_IF_ERROR(ReadElement(*caption, context, flow));
    if (context.in_cell || IsLayout(element, rows)) {
      for (const HtmlRow& row : rows.rows) {
        for (const GumboElement* cell : row.cells) {
          flow.EndParagraph();
          RETURN_IF_ERROR(ReadChildren(*cell, context, flow));
        }
      }
      flow.EndParagraph();
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(AddParagraphs());
    return AddTable(rows, context);
  }

  absl::Status AddParagraphs() {
    for (domain::Paragraph& paragraph : body_.Take()) {
      RETURN_IF_ERROR(budget_.SpendCells());
      document_.blocks.push_back(std::move(paragraph));
    }
    return absl::OkStatus();
  }

  absl::Status AddTable(const HtmlRows& rows, Context context) {
    context.in_cell = true;
    Table table;
    table.columns = domain::Columns::kGrid;
    HtmlGrid grid(budget_);
    int width = 0;
    bool has_text = false;
    for (const HtmlRow& source : rows.rows) {
      RETURN_IF_ERROR(budget_.SpendCells());
      grid.BeginRow(source.rows_left);
      Row& row = table.rows.emplace_back();
      for (const GumboElement* element : source.cells) {
        ASSIGN_OR_RETURN(const GridSlot slot, grid.Place(SpanOf(*element, "colspan", kColumnSpanMax),
                                                         SpanOf(*element, "rowspan", kRowSpanMax)));
        HtmlFlow flow;
        Context inside = context;
        inside.keeps_lines = context.keeps_lines || KeepsSpaces(*element);
        RETURN_IF_ERROR(ReadChildren(*element, inside, flow));
        Cell& cell = row.cells.emplace_back();
        cell.text = flow.TakeText();
        cell.place.line = static_cast<int>(element->start_pos.line);
        cell.place.table = tables_ + 1;
        cell.place.row = static_cast<int>(table.rows.size());
        cell.place.column = slot.column + 1;
        cell.extent = {static_cast<double>(slot.column), static_cast<double>(slot.column + slot.columns)};
        cell.rows = slot.rows;
        width = std::max(width, slot.column + 1);
        has_text |= !cell.text.empty();
      }
    }
    if (!has_text) return absl::OkStatus();
    CutAt(width, table);
    ++tables_;
    document_.blocks.push_back(std::move(table));
    return absl::OkStatus();
  }

  // Columns in which no cell begins are not there: pages write colspan="100" for "all of them".
  static void CutAt(int width, Table& table) {
    for (Row& row : table.rows) {
      for (Cell& cell : row.cells) cell.extent.end = std::min<double>(cell.extent.end, width);
    }
  }

  domain::Budget& budget_;
  Document document_;
  HtmlFlow body_;
  int tables_ = 0;
};

}  // namespace

absl::StatusOr<Document> ReadHtml(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::string page, domain::ToUtf8(content, DeclaredCharset(content)));
  return ReadHtmlText(page, budget);
}

absl::StatusOr<Document> ReadHtmlText(absl::string_view page, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const HtmlTree tree, HtmlTree::Parse(page, budget));
  return Walker(budget).Read(tree.root().v.element);
}

}  // namespace nianbao::document::readers
