#include "services/document/readers/docx/docx_body.h"

#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/try.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/docx/docx_table.h"
#include "services/document/readers/docx/docx_text.h"
#include "services/document/readers/docx/docx_xml.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

using domain::Block;
using domain::Paragraph;

absl::Status Elsewhere(pugi::xml_node node) {
  return Unreadable(
      absl::StrCat("a document with content of another file (", node.name(), ")"), "one document",
      "这份 Word 文件的内容嵌在另一个文件里，无法直接读取。请用 Word 或 WPS 打开后另存为 .docx，再重新导入。");
}

bool EndsInDigitOrPoint(absl::string_view ordinal) {
  const absl::string_view text = absl::StripTrailingAsciiWhitespace(ordinal);
  return !text.empty() && (absl::ascii_isdigit(text.back()) || text.back() == '.' || text.back() == ',');
}

// 1. before 5 must not be read as 1.5.
std::string WithOrdinal(absl::string_view ordinal, absl::string_view text) {
  const absl::string_view trimmed = domain::Trimmed(text);
  const bool joins = EndsInDigitOrPoint(ordinal) && !trimmed.empty() && absl::ascii_isdigit(trimmed.front());
  return absl::StrCat(joins ? absl::StripTrailingAsciiWhitespace(ordinal) : ordinal, joins ? " | " : "", text);
}

// A deleted end joins a paragraph with the next one.
bool HasDeletedEnd(pugi::xml_node paragraph) {
  const pugi::xml_node end = paragraph.child("w:pPr").child("w:rPr");
  return end.child("w:del") || end.child("w:moveFrom");
}

}  // namespace

struct Body::Pending {
  std::vector<Block> blocks;
  // Text of paragraphs whose ends are deleted.
  std::string joined;
};

absl::StatusOr<std::vector<Block>> Body::BlocksOf(pugi::xml_node container) {
  Pending pending;
  RETURN_IF_ERROR(ForEachContent(container, [&](pugi::xml_node node) { return AddNode(node, pending); }));
  AddLines(pending.joined, pending);
  return std::move(pending.blocks);
}

absl::Status Body::AddNode(pugi::xml_node node, Pending& pending) {
  if (Is(node, "w:p")) return AddParagraph(node, pending);
  if (Is(node, "w:tbl")) return AddTable(node, pending);
  if (Is(node, "w:altChunk") || Is(node, "w:subDoc")) return Elsewhere(node);
  return absl::OkStatus();
}

absl::Status Body::AddParagraph(pugi::xml_node paragraph, Pending& pending) {
  RETURN_IF_ERROR(budget_.SpendCells());
  ++paragraphs_;
  ASSIGN_OR_RETURN(ParagraphText own, TextOf(paragraph, styles_));
  std::string text = std::exchange(pending.joined, "") + own.text;
  if (HasDeletedEnd(paragraph)) {
    pending.joined = std::move(text);
  } else {
    const std::optional<ListPlace> place = styles_.ListPlaceOf(paragraph);
    AddLines(place ? WithOrdinal(lists_.Next(*place), text) : text, pending);
  }
  for (const pugi::xml_node box : own.text_boxes) {
    ASSIGN_OR_RETURN(std::vector<Block> blocks, BlocksOf(box));
    std::move(blocks.begin(), blocks.end(), std::back_inserter(pending.blocks));
  }
  return absl::OkStatus();
}

absl::Status Body::AddTable(pugi::xml_node table, Pending& pending) {
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("table_depth", table_depth_ + 1, budget_.limits().table_depth_max));
  ++table_depth_;
  const auto cell_blocks = [this](pugi::xml_node cell) { return BlocksOf(cell); };
  absl::StatusOr<std::vector<Block>> blocks = BlocksOfTable(table, table_depth_ > 1, cell_blocks, budget_);
  --table_depth_;
  RETURN_IF_ERROR(blocks.status());
  std::move(blocks->begin(), blocks->end(), std::back_inserter(pending.blocks));
  return absl::OkStatus();
}

void Body::AddLines(absl::string_view text, Pending& pending) {
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (domain::Trimmed(line).empty()) continue;
    Paragraph paragraph;
    paragraph.text = std::string(line);
    paragraph.place.line = paragraphs_;
    pending.blocks.push_back(std::move(paragraph));
  }
}

}  // namespace nianbao::document::readers
