#include "services/document/readers/spreadsheet/xlsx_reader.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/readers/spreadsheet/sheet_grid.h"
#include "services/document/readers/spreadsheet/xlsx_package.h"
#include "services/document/readers/spreadsheet/xlsx_sheet.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

struct Relationship {
  // The last word of its type, such as "worksheet".
  std::string type;
  // Name of the part.
  std::string target;
};

// "xl/" of "xl/workbook.xml".
absl::string_view FolderOf(absl::string_view part) { return part.substr(0, part.rfind('/') + 1); }

// What a part refers to, by id; the archive itself for the empty name.
absl::StatusOr<std::map<std::string, Relationship>> RelationshipsOf(absl::string_view part, XlsxPackage& package) {
  const absl::string_view folder = FolderOf(part);
  ASSIGN_OR_RETURN(const auto document,
                   package.Part(absl::StrCat(folder, "_rels/", part.substr(folder.size()), ".rels")));
  std::map<std::string, Relationship> relationships;
  if (document == nullptr) return relationships;
  for (const pugi::xml_node& node : document->document_element().children()) {
    const absl::string_view type = AttributeOf(node, "Type");
    absl::string_view target = AttributeOf(node, "Target");
    const bool from_root = absl::ConsumePrefix(&target, "/");
    relationships[std::string(AttributeOf(node, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                           absl::StrCat(from_root ? "" : folder, target)};
  }
  return relationships;
}

std::string TargetOfType(absl::string_view type, const std::map<std::string, Relationship>& relationships,
                         absl::string_view otherwise) {
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == type) return relationship.target;
  }
  return std::string(otherwise);
}

absl::StatusOr<std::vector<std::string>> SharedStrings(const std::string& part, XlsxPackage& package) {
  std::vector<std::string> strings;
  ASSIGN_OR_RETURN(const auto document, package.Part(part));
  if (document == nullptr) return strings;
  for (const pugi::xml_node& node : document->document_element().children()) {
    if (LocalName(node.name()) == "si") strings.push_back(StringOf(node));
  }
  return strings;
}

}  // namespace

absl::StatusOr<domain::Document> ReadXlsx(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(XlsxPackage package, XlsxPackage::Open(content, budget));
  ASSIGN_OR_RETURN(const auto roots, RelationshipsOf("", package));
  const std::string workbook_part = TargetOfType("officeDocument", roots, "xl/workbook.xml");
  ASSIGN_OR_RETURN(const auto workbook, package.Part(workbook_part));
  if (workbook == nullptr || LocalName(workbook->document_element().name()) != "workbook") {
    return Unreadable("an archive without a workbook", "an xlsx workbook",
                      "这个文件里没有工作簿。请检查是否选错了文件，或用表格软件另存为“Excel 工作簿（*.xlsx）”。");
  }
  ASSIGN_OR_RETURN(const auto parts, RelationshipsOf(workbook_part, package));
  ASSIGN_OR_RETURN(
      const std::vector<std::string> strings,
      SharedStrings(TargetOfType("sharedStrings", parts, absl::StrCat(FolderOf(workbook_part), "sharedStrings.xml")),
                    package));
  domain::Document document;
  for (const pugi::xml_node& sheet : ChildOf(workbook->document_element(), "sheets").children()) {
    const absl::string_view name = AttributeOf(sheet, "name");
    const auto part = parts.find(std::string(AttributeOf(sheet, "id")));
    const bool is_hidden = absl::StrContains(absl::AsciiStrToLower(AttributeOf(sheet, "state")), "hidden");
    if (is_hidden || part == parts.end() || part->second.type != "worksheet") continue;
    ASSIGN_OR_RETURN(const auto worksheet, package.Part(part->second.target));
    if (worksheet == nullptr || utf8::FirstBadByte(name)) {
      return Unreadable("a workbook without one of its sheets", "an xlsx workbook",
                        "工作簿缺少一张工作表的内容。请用表格软件打开后另存为“Excel 工作簿（*.xlsx）”，再重新导入。");
    }
    SheetGrid grid;
    RETURN_IF_ERROR(ReadWorksheet(worksheet->document_element(), strings, grid, budget));
    domain::Place place;
    place.sheet = std::string(name);
    ASSIGN_OR_RETURN(domain::Table table, std::move(grid).Finish(place, budget));
    if (!table.rows.empty()) document.blocks.push_back(std::move(table));
  }
  return document;
}

}  // namespace nianbao::document::readers
